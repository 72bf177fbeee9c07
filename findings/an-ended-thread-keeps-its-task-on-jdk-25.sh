#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: java.lang.Thread of OpenJDK 17 and 25, a platform thread made with a Runnable
# seen on: OpenJDK 17.0.15, Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: A thread that has ended lets go of its Runnable. Whoever keeps the Thread object keeps
#   no more than that.
# seen: So it is on 17. On 25 the ended thread still refers to its Runnable, and to all that this
#   captured. A list of ended threads keeps their buffers and open files from the collector.
# source: Thread.exit sets the field target to null on 17. On 25 the Runnable is in a final field of
#   Thread.FieldHolder, and exit clears the thread-locals alone.
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
new=$(jdk 25)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'END'
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

class See {
  static WeakReference<byte[]> captured;

  static Thread ended() throws InterruptedException {
    byte[] bytes = new byte[1 << 20];
    captured = new WeakReference<>(bytes);
    Thread thread = new Thread(() -> Reference.reachabilityFence(bytes));
    thread.start();
    thread.join();
    return thread;
  }

  public static void main(String[] args) throws InterruptedException {
    Thread thread = ended();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    System.out.println("what the task captured is kept: " + (captured.get() != null));
    Reference.reachabilityFence(thread);
  }
}
END

want=$(
  cat <<'END'
17: what the task captured is kept: false
25: what the task captured is kept: true
END
)
"$old/bin/javac" -d "$dir" "$dir/See.java"
saw="17: $("$old/bin/java" -cp "$dir" See 2>&1)
25: $("$new/bin/java" -cp "$dir" See 2>&1)" || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
