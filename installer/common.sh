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

# jar_of MODULE: where its jar is made; by the version in the pom, so one of another version is never taken.
VERSION="$(sed -n '/<version>/{s/.*<version>\([^<]*\)<.*/\1/p;q}' "$ROOT/pom.xml")"
jar_of() { printf '%s' "$ROOT/$1/target/ruhu-$(basename "$1")-$VERSION.jar"; }

# sources MODULE: what it is made of, its own and that of the modules on its class path; tests only where they are used.
sources() {
  local entry module
  printf '%s\n' "$ROOT/pom.xml" "$ROOT/app/pom.xml"
  printf '%s\n' "$ROOT/$1/pom.xml" "$ROOT/$1/src/main"
  [ -d "$ROOT/$1/src/main" ] || printf '%s\n' "$ROOT/$1/src/test"
  tr ':' '\n' <"$ROOT/$1/target/classpath.txt" | while read -r entry; do
    case "$entry" in "$ROOT"/*/target/*) module="${entry%/target/*}" ;; *) continue ;; esac
    printf '%s\n' "$module/pom.xml" "$module/src/main"
    case "$entry" in *-tests.jar) printf '%s\n' "$module/src/test" ;; esac
  done
}

# stale MODULE [FILE]: whether FILE (else what was built last) is missing or older than a source.
stale() {
  local made="${2:-}" present=() source
  if [ -z "$made" ]; then
    made="$ROOT/$1/target/classpath.txt"
    # Maven leaves the list or the jar as it is when nothing in it changed
    [ ! "$(jar_of "$1")" -nt "$made" ] || made="$(jar_of "$1")"
  fi
  [ -f "$made" ] && [ -f "$ROOT/$1/target/classpath.txt" ] || return 0
  while read -r source; do [ ! -e "$source" ] || present+=("$source"); done < <(sources "$1")
  [ -n "$(find "${present[@]}" -type f -newer "$made" -print -quit)" ]
}

# build MODULE... : packages the modules that are stale.
build() {
  local module needed=0
  for module in "$@"; do ! stale "$module" || needed=1; done
  [ "$needed" = 0 ] && return 0
  command -v mvn >/dev/null || { say "Maven is missing: install it and start again. / 缺少 Maven。"; return 1; }
  say "Building (first time: some minutes) … / 正在构建(首次约需几分钟)…"
  local log begun list
  log="$(mktemp "${TMPDIR:-/tmp}/ruhu-build.XXXXXX")"; begun="$(mktemp "${TMPDIR:-/tmp}/ruhu-build.XXXXXX")"
  list="$(IFS=,; printf '%s' "$*")"
  if ! (cd "$ROOT" && mvn -B -q -DskipTests -pl "$list" -am package) >"$log" 2>&1; then
    rm -f "$begun"
    tail -n 40 "$log" >&2; say "The build failed; all of it: $log / 构建失败,全文见上述文件。"; return 1
  fi
  # Maven leaves a list that did not change as old as it was
  for module in "$@"; do touch -r "$begun" "$ROOT/$module/target/classpath.txt"; done
  rm -f "$log" "$begun"
}

# paths MODULE [tests]: sets MODULE_PATH (JavaFX) and CLASS_PATH of a built module.
paths() {
  local entry all; MODULE_PATH=""
  if [ "${2:-}" = tests ]; then CLASS_PATH="$ROOT/$1/target/test-classes:$ROOT/$1/target/classes"
  else CLASS_PATH="$(jar_of "$1")"; fi
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
