#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: Files.newInputStream(...).transferTo(Files.newOutputStream(...)) of the JDK
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: transferTo copies a file of /proc as a whole. Its size is told as 0, but a stream reads
#   until the end.
# seen: JDK 17 copies it all. JDK 25 copies nothing, returns 0 and throws nothing. With a
#   FileOutputStream as the target, or by readAllBytes, 25 reads it all.
# source: sun/nio/ch/ChannelInputStream.java: since the stream that Files.newOutputStream gives is
#   known there, the loop of transfer runs while the position is less than the size of the file.
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
[ -r /proc/self/status ] || { echo "skipped: no /proc" >&2; exit 77; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

class See {
  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[0]);
    Path source = Path.of("/proc/self/status");
    try (InputStream in = Files.newInputStream(source);
        OutputStream out = Files.newOutputStream(target)) {
      System.out.println("stream of Files, bytes: " + some(in.transferTo(out)));
    }
    System.out.println("target, bytes: " + some(Files.size(target)));
    try (InputStream in = Files.newInputStream(source);
        OutputStream out = new FileOutputStream(args[0])) {
      System.out.println("FileOutputStream, bytes: " + some(in.transferTo(out)));
    }
    System.out.println("readAllBytes, bytes: " + some(Files.readAllBytes(source).length));
  }

  static String some(long count) {
    return count > 0 ? "some" : "" + count;
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
stream of Files, bytes: some
target, bytes: some
FileOutputStream, bytes: some
readAllBytes, bytes: some
JDK 25
stream of Files, bytes: 0
target, bytes: 0
FileOutputStream, bytes: some
readAllBytes, bytes: some
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See "$dir/copy"
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
