#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: Thread.sleep(Duration) of the JDK, since 19
# seen on: Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: An interrupted thread gets an InterruptedException from every sleep, as from sleep(0).
# seen: sleep of a negative duration returns and leaves the interrupt set. A loop that sleeps for
#   "deadline minus now" so misses it once it is late. sleep(Duration.ZERO) throws.
# source: java/lang/Thread.java, sleep(Duration): it returns before it looks at the interrupt. Its
#   page calls it a no-op then.
set -euo pipefail

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

new=$(jdk 25)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
import java.time.Duration;

class See {
  static void sleep(String what, Duration duration) {
    Thread.currentThread().interrupt();
    try {
      Thread.sleep(duration);
      System.out.println(what + ": returned, interrupted " + Thread.interrupted());
    } catch (InterruptedException e) {
      System.out.println(what + ": InterruptedException");
    }
  }

  public static void main(String[] args) throws Exception {
    for (Thread.Builder kind : new Thread.Builder[] {Thread.ofPlatform(), Thread.ofVirtual()}) {
      kind.start(
              () -> {
                sleep("zero", Duration.ZERO);
                sleep("negative", Duration.ofMillis(-1));
              })
          .join();
    }
  }
}
EOF
"$new/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
zero: InterruptedException
negative: returned, interrupted true
zero: InterruptedException
negative: returned, interrupted true
EOF
)
saw=$("$new/bin/java" -cp "$dir" See 2>&1) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
