#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: Thread.interrupt of the JDK
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: An interrupt of a thread that has not been started is lost, as there is nothing to
#   interrupt yet.
# seen: The thread runs with its interrupt set, and its first sleep throws. With a virtual thread of
#   25 it is the same.
# source: java/lang/Thread.java, the page of interrupt: it need not have an effect on a thread that
#   is not alive, but this JDK records it.
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

old=$(jdk 17)
jdk 25 > /dev/null
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
class See {
  static final Runnable SLEEP =
      () -> {
        try {
          Thread.sleep(1);
          System.out.println("slept");
        } catch (InterruptedException e) {
          System.out.println("interrupted");
        }
      };

  static void see(Thread thread) throws InterruptedException {
    thread.interrupt();
    thread.start();
    thread.join();
  }

  public static void main(String[] args) throws Exception {
    see(new Thread(SLEEP));
    if (Runtime.version().feature() >= 21) {
      Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
      see(
          (Thread)
              Class.forName("java.lang.Thread$Builder")
                  .getMethod("unstarted", Runnable.class)
                  .invoke(virtual, SLEEP));
    }
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
interrupted
JDK 25
interrupted
interrupted
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
