#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: StandardOpenOption.DELETE_ON_CLOSE of the JDK
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: The file keeps its name while it is open and is deleted by close, as the option is
#   called.
# seen: The name is gone as soon as open returns. No other code can open the file by its path, and a
#   new file can take the path while the old one is in use. close leaves that new file alone.
# source: sun/nio/fs/UnixChannelFactory.java, open: it unlinks the file right after it has opened
#   it. The page of DELETE_ON_CLOSE speaks of an attempt to delete when the file is closed.
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
    Path file = Files.writeString(Path.of(args[0]), "old");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
      System.out.println("there while open: " + Files.exists(file));
      channel.write(ByteBuffer.allocate(5));
      Files.writeString(file, "new");
    }
    System.out.println("after close: " + Files.readString(file));
    Files.delete(file);
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
there while open: false
after close: new
JDK 25
there while open: false
after close: new
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
