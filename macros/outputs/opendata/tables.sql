-- What does not follow from the fields of the records. The tables of each kind come between this and the views.

CREATE TABLE om (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Everything that has a name: records, and the items, provisions and passages in them. «ref» is kind/id.
CREATE TABLE poster (
  ref TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  part_of TEXT REFERENCES poster (ref) DEFERRABLE INITIALLY DEFERRED,
  address TEXT NOT NULL,
  permanent TEXT,
  text TEXT NOT NULL,
  owner TEXT NOT NULL REFERENCES poster (ref) DEFERRABLE INITIALLY DEFERRED,
  approval TEXT NOT NULL,
  reviewed_on TEXT,
  changed_on TEXT NOT NULL
);
CREATE INDEX poster_kind ON poster (kind);

-- Who refers to whom, and in which field.
CREATE TABLE lenker (
  source TEXT NOT NULL REFERENCES poster (ref),
  field TEXT NOT NULL,
  target TEXT NOT NULL REFERENCES poster (ref),
  PRIMARY KEY (source, field, target)
) WITHOUT ROWID;
CREATE INDEX lenker_target ON lenker (target);

-- What rests on what. «heads» is the one that decides how binding a task is today.
CREATE TABLE grunnlag (
  ref TEXT NOT NULL REFERENCES poster (ref),
  field TEXT NOT NULL,
  cited TEXT REFERENCES poster (ref),
  strength TEXT,
  source_type TEXT NOT NULL,
  standing TEXT,
  standing_in_words TEXT NOT NULL,
  title TEXT NOT NULL,
  scope_in_words TEXT,
  holds_today INTEGER NOT NULL,
  heads INTEGER NOT NULL
);
CREATE INDEX grunnlag_ref ON grunnlag (ref);
CREATE INDEX grunnlag_cited ON grunnlag (cited);

-- When. «deadline» is 1 where a law that holds today sets the time in numbers.
CREATE TABLE tider (
  ref TEXT NOT NULL REFERENCES poster (ref),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  words TEXT NOT NULL,
  start INTEGER,
  "end" INTEGER,
  unit TEXT,
  direction TEXT,
  event TEXT REFERENCES poster (ref),
  stated_in TEXT NOT NULL,
  deadline INTEGER NOT NULL
);
CREATE INDEX tider_ref ON tider (ref);

-- Each body with itself, its roles, its parts and theirs.
CREATE TABLE omfatter (
  whole TEXT NOT NULL REFERENCES poster (ref),
  part TEXT NOT NULL REFERENCES poster (ref),
  PRIMARY KEY (whole, part)
) WITHOUT ROWID;
CREATE INDEX omfatter_part ON omfatter (part);

-- The stages of tasks and statements. «named» is 0 where the record is about the whole course.
CREATE TABLE i_stadium (
  ref TEXT NOT NULL REFERENCES poster (ref),
  stage TEXT NOT NULL REFERENCES poster (ref),
  named INTEGER NOT NULL,
  PRIMARY KEY (ref, stage)
) WITHOUT ROWID;
CREATE INDEX i_stadium_stage ON i_stadium (stage);

-- Ids that things have had.
CREATE TABLE flyttet (
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL REFERENCES poster (ref)
);
