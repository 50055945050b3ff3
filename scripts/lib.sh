# shellcheck shell=bash
# What the scripts share. Sourced, not run. Works with the bash 3.2 of macOS.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
server_jar=${ESTATION_JAR:-$root/backend/server/target/estation-server.jar}
# shellcheck disable=SC2034
sandbox_classpath="$root/backend/sandbox/target/estation-sandbox.jar:$root/backend/sandbox/target/lib/*"

say() {
  printf '%s\n' "$*"
}

die() {
  printf '错误：%s\n' "$*" >&2
  exit 1
}

# The comment at the head of a script is its manual.
usage() {
  awk 'NR == 1 { next } /^#/ { sub(/^# ?/, ""); print; next } { exit }' "$0"
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}

# Sets JAVA_HOME to a JDK 25 or newer, wherever one is installed.
find_jdk() {
  local candidate on_path=
  if command -v javac >/dev/null 2>&1; then
    on_path=$(command -v javac)
    while [ -L "$on_path" ]; do
      case $(readlink "$on_path") in
        /*) on_path=$(readlink "$on_path") ;;
        *) on_path=$(dirname "$on_path")/$(readlink "$on_path") ;;
      esac
    done
    on_path=${on_path%/bin/javac}
  fi
  for candidate in "${JAVA_HOME:-/none}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return
    fi
  done
  die "没有找到 JDK 25：请安装（例如 Debian/Ubuntu 的 temurin-25-jdk，或 sdk install java 25-tem）后重试。" \
    "/ No JDK 25 found: install one (for example Eclipse Temurin 25) and try again."
}

# Maven by its wrapper, on JDK 25, without the JVM's remarks about Maven's own libraries.
maven() {
  MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    "$root/mvnw" -f "$root/pom.xml" "$@"
}

# One of the programs inside the server's jar.
server_program() {
  local main=$1
  shift
  require_server_jar
  "$JAVA_HOME/bin/java" -Xshare:auto -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 \
    -Dloader.main="$main" -cp "$server_jar" org.springframework.boot.loader.launch.PropertiesLauncher "$@"
}

# Starts the service only to do one thing: the name of the command, then its options.
server_command() {
  local command=$1
  shift
  require_server_jar
  "$JAVA_HOME/bin/java" -Xshare:auto -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 \
    -Dstderr.encoding=UTF-8 --enable-native-access=ALL-UNNAMED -jar "$server_jar" "--estation.command=$command" "$@"
}

require_server_jar() {
  [ -f "$server_jar" ] || die "没有找到 $server_jar：请先运行 scripts/run，或用环境变量 ESTATION_JAR 指出它。"
}

# Reads a file of NAME='value' lines into the environment. A file with secrets must be readable by its owner only.
load_env() {
  local file=${1:-${ESTATION_ENV:-$root/.sandbox/env}} listing
  [ -r "$file" ] || die "没有找到环境文件 $file：请先运行 scripts/run，或用 --env 指出它。"
  listing=$(ls -lLd -- "$file")
  [ "${listing:4:6}" = "------" ] || die "环境文件 $file 含有密码，却允许他人读取：请执行 chmod 600 $file。"
  set -a
  # shellcheck disable=SC1090
  . "$file"
  set +a
}

require_env() {
  local name
  for name in "$@"; do
    [ -n "${!name:-}" ] || die "环境文件里缺少 $name。"
  done
}

# Splits ESTATION_DB_URL into db_host, db_port and db_name.
parse_db_url() {
  require_env ESTATION_DB_URL
  local rest=${ESTATION_DB_URL#jdbc:*://}
  local address=${rest%%/*}
  db_name=${rest#*/}
  db_name=${db_name%%\?*}
  db_host=${address%%:*}
  db_port=${address##*:}
  [ "$db_port" != "$address" ] || db_port=3306
  [[ -n $db_host && -n $db_name ]] || die "看不懂 ESTATION_DB_URL：应形如 jdbc:mysql://主机:端口/库名。"
}

# Finds a client program: the sandbox's own first, then what is installed. $1 and $2 are its two names.
database_program() {
  local folder name
  for folder in "${ESTATION_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/estation}"/mariadb-*/base/bin; do
    if [ -x "$folder/$1" ] && [ "${ESTATION_SYSTEM_CLIENT:-}" != 1 ]; then
      say "$folder/$1"
      return
    fi
  done
  for name in "$1" "$2"; do
    if command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  die "没有找到 $1 或 $2：请安装 MariaDB 或 MySQL 的客户端。"
}

# Runs a client program on the database as the given user. Its password is neither in the list of processes nor in the
# environment. On loopback there is no certificate to verify.
as_database_user() {
  local user=$1 password=$2 program=$3 plain=''
  shift 3
  case $db_host in 127.0.0.1 | localhost) plain=loose-skip-ssl ;; esac
  "$program" --defaults-file=<(printf '[client]\npassword="%s"\n%s\n' "$password" "$plain") --protocol=TCP \
    --host="$db_host" --port="$db_port" --user="$user" --default-character-set=utf8mb4 "$@"
}

random_base64() {
  head -c "$1" /dev/urandom | base64 | tr -d '\n'
}

random_hex() {
  head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

port_answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Whether a loopback port answers GET $2 with 200.
http_ok() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    IFS= read -r line <&3
    case $line in *" 200"*) exit 0 ;; esac
    exit 1
  ) 2>/dev/null
}

require_space() {
  local folder=$1 megabytes=$2 free
  free=$(df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge "$megabytes" ] || die "磁盘空间不足：$folder 需要 $megabytes MB，只剩 $free MB。"
}

# One line for a set of files that changes when any of them does.
fingerprint() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum
  else
    shasum -a 256
  fi
}

require_key() {
  [ -n "$1" ] || return 0
  command -v openssl >/dev/null 2>&1 || die "没有找到 openssl：加密备份需要它，请先安装。"
  local listing
  [ -r "$1" ] || die "没有找到口令文件 $1。"
  listing=$(ls -lLd -- "$1")
  [ "${listing:4:6}" = "------" ] || die "口令文件 $1 允许他人读取：请执行 chmod 600 $1。"
  [ "$(head -n 1 "$1" | wc -c)" -ge 21 ] || die "口令文件 $1 的第一行太短：至少 20 个字符。"
}

encrypt() {
  if [ -n "$1" ]; then
    openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -salt -pass "file:$1"
  else
    cat
  fi
}

decrypt() {
  if [ -n "$1" ]; then
    openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -pass "file:$1"
  else
    cat
  fi
}
