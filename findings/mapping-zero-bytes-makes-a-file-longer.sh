#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: FileChannel.map of the JDK
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: A mapping of zero bytes at position 50 of a file of 10 bytes maps nothing and leaves the
#   file as it is.
# seen: The file is 50 bytes long afterwards. The buffer is empty.
# source: sun/nio/ch/FileChannelImpl.java, mapInternal: a file shorter than position plus size is
#   extended before it is asked whether the size is 0. The page of FileChannel.map does not speak of
#   the file's length.
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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class See {
  public static void main(String[] args) throws Exception {
    Path file = Files.writeString(Path.of(args[0]), "0123456789");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer none = channel.map(FileChannel.MapMode.READ_WRITE, 50, 0);
      System.out.println("mapped " + none.capacity() + ", size " + channel.size());
    }
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
mapped 0, size 50
JDK 25
mapped 0, size 50
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See "$dir/file"
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
