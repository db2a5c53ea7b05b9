#!/bin/sh
# Sammenlign lovtekstene som sist ble lest, med de nyeste, og skriv listen til en fil.
#
#   sh pipelines/lovvakt.sh lovvakt.md
#
# Tekstene hentes med git: LOVVAKT_KOPI sier hvor, pipelines/lovvakt.lest hvilken utgave som sist ble lest.
# Svar: 0 når alt er lest, 1 når noe gjenstår, 2 når listen ikke kunne lages.
set -eu

liste=${1:-lovvakt.md}
kopi=${LOVVAKT_KOPI:-https://github.com/sstraume97/norwegian-laws}
utgaver=${LOVVAKT_LEST:-pipelines/lovvakt.lest}
python=${PYTHON:-.venv/bin/python}

arbeid=$(mktemp -d)
trap 'rm -rf "$arbeid"' EXIT

lest=$(grep -v '^#' "$utgaver" | head -n 1) || { echo "Finner ingen utgave i $utgaver." >&2; exit 2; }
git clone --quiet --filter=blob:none --no-checkout "$kopi" "$arbeid/kopi" || exit 2
cd "$arbeid/kopi"
nyest=$(git rev-parse HEAD)
git sparse-checkout set lover forskrifter
for utgave in "gammel $lest" "ny $nyest"; do
  git checkout --quiet --detach "${utgave#* }" || exit 2
  mkdir "$arbeid/${utgave%% *}"
  cp -R lover forskrifter "$arbeid/${utgave%% *}"
done
cd "$OLDPWD"

rest=0
"$python" -m macros lawcheck "$arbeid/gammel" "$arbeid/ny" > "$liste" || rest=$?
[ -s "$liste" ] || exit 2

echo "Nyeste utgave er $nyest. Skriv den i $utgaver når alt i listen er lest." >> "$liste"
exit "$rest"
