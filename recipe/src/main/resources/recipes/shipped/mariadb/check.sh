# A query that reads the tables, and the port the web tier uses.
[[ -e /etc/mysql/mariadb.conf.d/80-snapfleet.cnf ]] || fail "MariaDB has not been configured yet"
accounts=$(mariadb --skip-column-names --execute="
  SELECT COUNT(*) FROM mysql.user JOIN information_schema.schemata ON schema_name = 'application'
  WHERE user = 'application'" 2>&1) || fail "MariaDB does not answer: ${accounts}"
[[ ${accounts} == 1 ]] || fail "MariaDB has ${accounts} accounts for the application's database instead of 1"
(exec 3<>"/dev/tcp/${ADDRESS}/3306") 2>/dev/null || fail "MariaDB does not listen at ${ADDRESS}:3306"
