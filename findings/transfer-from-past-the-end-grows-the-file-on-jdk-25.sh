#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: FileChannel.transferFrom of the JDK
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: transferFrom to a position past the end of the file transfers nothing and returns 0, as
#   the page of JDK 17 says.
# seen: JDK 17 does so. JDK 25 writes there, and the file grows over the gap. A loop that took 0 for
#   "the target is too short" ends differently.
# source: The page of FileChannel.transferFrom: 17 says that no bytes are transferred, 25 that the
#   file is grown. sun/nio/ch/FileChannelImpl.java.
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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class See {
  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    Path source = Files.writeString(dir.resolve("source"), "abc");
    Path target = Files.writeString(dir.resolve("target"), "0123456789");
    try (FileChannel from = FileChannel.open(source);
        FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE)) {
      System.out.println("transferred " + to.transferFrom(from, 20, 3) + ", size " + to.size());
    }
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
transferred 0, size 10
JDK 25
transferred 3, size 23
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See "$dir"
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
