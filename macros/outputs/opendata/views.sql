-- Answers to begin with, in Norwegian. Datasette shows them, and what can be asked of a table can be asked of them.

-- Each task once for each body that it is said of, or of a part of, and each stage that it belongs to.
CREATE VIEW hvem_gjor_hva AS
SELECT
  actor.title AS aktor,
  doer.title AS hvem,
  stage.title AS stadium,
  topic.title AS tema,
  head.strength AS hvor_bindende,
  task.title AS oppgave,
  head.title AS hvor_det_star,
  head.source_type AS kildetype,
  head.standing AS gjelder_i_dag,
  (SELECT group_concat(words, ' | ') FROM tider WHERE ref = task.ref) AS tid,
  task.permanent AS adresse,
  task.ref AS ref
FROM poster AS task
JOIN lenker AS doing ON doing.source = task.ref AND doing.field = 'doers.who'
JOIN poster AS doer ON doer.ref = doing.target
JOIN omfatter ON omfatter.part = doing.target
JOIN poster AS actor ON actor.ref = omfatter.whole
JOIN i_stadium ON i_stadium.ref = task.ref
JOIN poster AS stage ON stage.ref = i_stadium.stage
JOIN oppgaver ON oppgaver.ref = task.ref
JOIN poster AS topic ON topic.ref = json_extract(oppgaver.topics, '$[0]')
LEFT JOIN grunnlag AS head ON head.ref = task.ref AND head.heads
WHERE task.kind = 'oppgave';

CREATE VIEW skal_oppgaver AS
SELECT * FROM hvem_gjor_hva WHERE hvor_bindende = 'skal';

CREATE VIEW frister_i_lov AS
SELECT
  tider.words AS frist,
  thing.title AS gjelder,
  thing.kind AS slag,
  tider.stated_in AS hvor_det_star,
  thing.address AS adresse,
  thing.ref AS ref
FROM tider
JOIN poster AS thing ON thing.ref = tider.ref
WHERE tider.deadline;

CREATE VIEW hva_bygger_pa AS
SELECT
  cited.title AS bestemmelse_eller_utdrag,
  grunnlag.standing AS gjelder_i_dag,
  thing.title AS bygger_pa_den,
  thing.kind AS slag,
  grunnlag.strength AS hvor_bindende,
  thing.address AS adresse,
  cited.ref AS ref
FROM grunnlag
JOIN poster AS cited ON cited.ref = grunnlag.cited
JOIN poster AS thing ON thing.ref = grunnlag.ref;

CREATE VIEW lov_som_ma_leses AS
SELECT
  cited.title AS bestemmelse,
  grunnlag.standing AS gjelder_i_dag,
  count(DISTINCT grunnlag.ref) AS antall_som_bygger_pa_den,
  cited.address AS adresse,
  cited.ref AS ref
FROM grunnlag
JOIN poster AS cited ON cited.ref = grunnlag.cited
WHERE cited.kind = 'bestemmelse' AND grunnlag.standing IN ('endret, ny tekst ikke lest', 'ikke lest', 'ikke avklart')
GROUP BY cited.ref
ORDER BY antall_som_bygger_pa_den DESC, cited.ref;

CREATE VIEW avklaringer_som_er_apne AS
SELECT
  who.title AS avklares_med,
  point.title AS avklaring,
  point.text AS det_gjelder,
  point.address AS adresse,
  point.ref AS ref
FROM avklaringer
JOIN poster AS point ON point.ref = avklaringer.ref
JOIN lenker ON lenker.source = point.ref AND lenker.field = 'settle_with'
JOIN poster AS who ON who.ref = lenker.target
WHERE avklaringer.settled IS NULL;

CREATE VIEW hvem_kan_dele_hva AS
SELECT
  teller.title AS fra,
  told.title AS til,
  delinger.what AS hva,
  delinger.requires AS krever,
  (SELECT group_concat(title, ' | ') FROM grunnlag WHERE ref = delinger.ref) AS hvor_det_star,
  thing.address AS adresse,
  delinger.ref AS ref
FROM delinger
JOIN poster AS thing ON thing.ref = delinger.ref
JOIN lenker AS telling ON telling.source = delinger.ref AND telling.field = 'teller'
JOIN poster AS teller ON teller.ref = telling.target
JOIN lenker AS hearing ON hearing.source = delinger.ref AND hearing.field = 'told'
JOIN poster AS told ON told.ref = hearing.target;

CREATE VIEW godkjenning_etter_eier AS
SELECT
  owner.title AS eier,
  poster.approval AS godkjenning,
  poster.kind AS slag,
  count(*) AS antall,
  min(poster.reviewed_on) AS eldst_gjennomgatt
FROM poster
JOIN poster AS owner ON owner.ref = poster.owner
WHERE poster.part_of IS NULL
GROUP BY owner.ref, poster.approval, poster.kind
ORDER BY owner.title, poster.approval, poster.kind;
