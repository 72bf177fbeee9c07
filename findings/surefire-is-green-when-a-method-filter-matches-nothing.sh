#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: maven-surefire-plugin 3.5.4 with JUnit 5.13.4 (org.junit.jupiter:junit-jupiter), run by
#   Maven 3.8.7
# seen on: OpenJDK 17.0.15 (Debian); Debian 12, Linux 6.18, x86_64
# guessed: -Dtest=SomeTest#p[1] runs the first invocation of a parameterised test. A method of a
#   nested class, named without that class, and an abstract class fail with "No tests matching
#   pattern", as a class that is not there does.
# seen: Each of these, and a method that does not exist, runs nothing, and the build is green.
#   failIfNoSpecifiedTests, which is on by default, sees only that a class matches.
# source: No source was found; it is what was seen. The page "Running a Single Test" of the plugin
#   shows the form Class#method.
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

JAVA_HOME=$(jdk 17)
export JAVA_HOME
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

mkdir -p "$dir/src/test/java"
cat > "$dir/pom.xml" <<'EOF'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>seen</groupId>
  <artifactId>seen</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.junit.jupiter</groupId>
      <artifactId>junit-jupiter</artifactId>
      <version>5.13.4</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.0</version></plugin>
      <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
    </plugins>
  </build>
</project>
EOF
cat > "$dir/src/test/java/SomeTest.java" <<'EOF'
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SomeTest {
  @Test
  void plain() {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void p(int value) {}

  @Nested
  class Inner {
    @Test
    void inner() {}
  }
}
EOF
cat > "$dir/src/test/java/BaseTest.java" <<'EOF'
import org.junit.jupiter.api.Test;

abstract class BaseTest {
  @Test
  void plain() {}
}
EOF
mvn -q -B -f "$dir" test-compile > "$dir/log" 2>&1 \
  || { echo "skipped: no packages from Maven Central" >&2; exit 77; }
see() {
  local code=0
  mvn -B -f "$dir" surefire:test "-Dtest=$1" > "$dir/log" 2>&1 || code=$?
  local ran
  ran=$(sed -n 's/.*Tests run: \([0-9]*\),.*/\1/p' "$dir/log" | tail -1)
  echo "$1: exit $code, ran ${ran:-nothing told}"
}

want=$(
  cat <<'EOF'
SomeTest#plain: exit 0, ran 1
NoSuchTest: exit 1, ran nothing told
SomeTest#noSuchMethod: exit 0, ran 0
SomeTest#p[1]: exit 0, ran 0
SomeTest#inner: exit 0, ran 0
BaseTest: exit 0, ran 0
EOF
)
saw=$(
  for filter in 'SomeTest#plain' NoSuchTest 'SomeTest#noSuchMethod' 'SomeTest#p[1]' \
    'SomeTest#inner' BaseTest; do
    see "$filter"
  done
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
