#!/usr/bin/env bash
# Installs what the tests need where it can, builds once, runs every test project.
# usage: bash tests/run.sh [--all]     --all runs the full counts of the slow tests
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
case "${1:-}" in
  "") ;;
  --all) export RISKLENS_TESTS=all ;;
  *) echo "usage: bash tests/run.sh [--all]" >&2; exit 2 ;;
esac
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

here() { command -v "$1" >/dev/null 2>&1; }

# A test that finds no browser, no pdftotext or no qpdf is skipped and says so.
missing=()
here chromium || here chromium-browser || here google-chrome || here google-chrome-stable || missing+=(chromium)
here pdftotext || missing+=(poppler-utils)
here qpdf || missing+=(qpdf)
if [ "${#missing[@]}" -gt 0 ] && [ "$(uname -s)" = Linux ]; then
  if here apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing ${missing[*]} for the tests of the report ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 ||
      echo "Could not install ${missing[*]}: the tests that need them will be skipped."
  else
    echo "Not installed: ${missing[*]}. The tests that need them will be skipped."
  fi
fi

dotnet build RiskLens.sln --verbosity quiet || { echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp) || exit 1
trap 'rm -f "$log" "$log.one"' EXIT
broken=0
for project in tests/*.Tests/; do
  dotnet test --project "$project" --no-build --no-progress --output Normal >"$log.one" 2>&1 || broken=1
  # What servers under test log is shown only when their tests did not come to an end.
  if grep -q '^Test run summary' "$log.one"; then
    awk '/^  Error output:/ { hide = 1 } /^Test run summary/ { hide = 0 } !hide && !/^  from /' "$log.one"
  else
    cat "$log.one"
  fi
  cat "$log.one" >>"$log"
done

count() { awk -v key="$1:" '$1 == key { sum += $2 } END { print sum + 0 }' "$log"; }
passed=$(count succeeded); failed=$(count failed); skipped=$(count skipped)

# A project that ended badly without a failed test (it crashed, or holds no test) is a failure all the same.
[ "$broken" = 1 ] && [ "$failed" = 0 ] && failed=1
[ "$((passed + failed))" = 0 ] && { echo "No test ran."; failed=1; }
if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ]
