# Address, database and account. The data directory may be empty (a new volume), or come from another
# fleet with that fleet's accounts in it.
data=/var/lib/mysql

dotted() { printf '%d.%d.%d.%d' $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)); }

# account_host 198.18.7.9/24: the network as accounts name it, 198.18.7.0/255.255.255.0.
account_host() {
  local octet address=0 mask=$((0xffffffff << (32 - ${1#*/}) & 0xffffffff))
  for octet in $(tr . ' ' <<<"${1%/*}"); do
    address=$((address << 8 | octet))
  done
  printf '%s/%s' "$(dotted $((address & mask)))" "$(dotted ${mask})"
}

# Taken out of images, for older packages keep a password in it; the package's start script reads it.
write_file /etc/mysql/debian.cnf 600 <<'CNF'
[client]
host = localhost
user = root
CNF

CHANGED=no
write_file /etc/mysql/mariadb.conf.d/80-snapfleet.cnf <<CNF
[mariadbd]
bind_address = ${ADDRESS}
CNF

if [[ ! -d ${data}/mysql ]]; then
  systemctl stop mariadb.service
  chown mysql:mysql "${data}"
  chmod 755 "${data}"
  mariadb-install-db --user=mysql --datadir="${data}" --auth-root-authentication-method=socket \
    --skip-test-db >/dev/null
fi
# A copied volume keeps the numbers of another system's accounts.
if [[ $(stat --format=%U "${data}/mysql") != mysql ]]; then
  systemctl stop mariadb.service
  chown --recursive mysql:mysql "${data}"
fi

action=start
[[ ${CHANGED} == no ]] || action=restart
systemctl "${action}" mariadb.service 2>/dev/null || fail "MariaDB does not start: $(
  journalctl --unit=mariadb.service --lines=50 --output=cat | grep ERROR | head --lines=1 || true
)"

# Every account that may come over the network belongs to a fleet: only ours stays.
host=$(account_host "${NETWORK}")
mariadb <<SQL
CREATE DATABASE IF NOT EXISTS application CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'application'@'${host}' IDENTIFIED BY '${SECRET_DATABASE_PASSWORD}';
ALTER USER 'application'@'${host}' IDENTIFIED BY '${SECRET_DATABASE_PASSWORD}';
GRANT ALL PRIVILEGES ON application.* TO 'application'@'${host}';
DELIMITER //
FOR account IN (
  SELECT CONCAT(QUOTE(user), '@', QUOTE(host)) AS name FROM mysql.user
  WHERE is_role = 'N' AND host <> 'localhost' AND NOT (user = 'application' AND host = '${host}')
) DO
  EXECUTE IMMEDIATE CONCAT('DROP USER ', account.name);
END FOR//
SQL
