# Sourced by the commands beside it: finds a JDK 25, builds what is missing, and makes the java command.
# JavaFX lies on the module path, everything else on the class path.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s\n' "$*" >&2; }

jdk_version() { [ -f "$1/release" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" || true; }

# Prints the home of a JDK 25 or newer; one line says what is missing.
find_jdk() {
  local candidate version
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* /opt/java/* /opt/jdk*; do
    [ -x "$candidate/bin/javac" ] || continue
    version="$(jdk_version "$candidate")"
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then printf '%s\n' "$candidate"; return 0; fi
  done
  say "入户通 needs a JDK 25: none found in JAVA_HOME, /usr/lib/jvm, ~/.jdks or ~/.sdkman. / 缺少 JDK 25:请安装后重试。"
  return 1
}

JDK="$(find_jdk)" || exit 1
JAVA="$JDK/bin/java"

# build MODULE... : packages the modules whose class path file is missing or older than a source.
build() {
  local module stale=0
  for module in "$@"; do
    local made="$ROOT/$module/target/classpath.txt"
    if [ ! -f "$made" ] || [ -n "$(find "$ROOT/pom.xml" "$ROOT/app" "$ROOT/sync-server" \
        \( -name target -o -name .git \) -prune -o \( -path '*/src/*' -o -name pom.xml \) -type f -newer "$made" -print -quit)" ]; then stale=1; fi
  done
  [ "$stale" = 0 ] && return 0
  command -v mvn >/dev/null || { say "Maven is missing: install it and start again. / 缺少 Maven。"; return 1; }
  say "Building (first time: some minutes) … / 正在构建(首次约需几分钟)…"
  local log; log="$(mktemp "${TMPDIR:-/tmp}/ruhu-build.XXXXXX")"
  local list; list="$(IFS=,; printf '%s' "$*")"
  if ! (cd "$ROOT" && mvn -B -q -DskipTests -pl "$list" -am package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2; say "The build failed; all of it: $log / 构建失败,全文见上述文件。"; return 1
  fi
  rm -f "$log"
}

# paths MODULE [classes]: sets MODULE_PATH (JavaFX) and CLASS_PATH of a built module.
paths() {
  local entry all; MODULE_PATH=""
  if [ "${2:-}" = tests ]; then CLASS_PATH="$ROOT/$1/target/test-classes:$ROOT/$1/target/classes"
  else CLASS_PATH="$(ls "$ROOT/$1"/target/ruhu-*.jar | grep -v -e '-tests.jar' -e '-sources.jar' | head -n 1)"; fi
  all="$(cat "$ROOT/$1/target/classpath.txt")"
  local IFS=:
  for entry in $all; do
    case "$entry" in
      */org/openjfx/*linux*.jar|*/org/openjfx/*win*.jar|*/org/openjfx/*mac*.jar) MODULE_PATH="${MODULE_PATH:+$MODULE_PATH:}$entry" ;;
      */org/openjfx/*) ;;
      *) CLASS_PATH="$CLASS_PATH:$entry" ;;
    esac
  done
}

FX_FLAGS=(--enable-native-access=ALL-UNNAMED,javafx.graphics --add-modules javafx.controls,javafx.swing)
HEADLESS_FLAGS=(-Dglass.platform=Monocle -Dmonocle.platform=Headless -Dprism.order=sw -Dprism.text=t2k
  -Dheadless.geometry=1920x1080-32 -Dtestfx.robot=glass -Dtestfx.headless=true -Dtestfx.robot.write_sleep=1
  -Djava.awt.headless=true -Duser.language=zh -Duser.country=CN)
