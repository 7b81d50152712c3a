# One line for each table, as dump.sh counts them.
mariadb --skip-column-names --execute="
  SELECT CONCAT('SELECT CONCAT(\"rows \", \"', table_name, '\", \" \", COUNT(*)) FROM \`', table_name, '\`;')
  FROM information_schema.tables WHERE table_schema = 'application' AND table_type = 'BASE TABLE'" |
  mariadb --skip-column-names application ||
  fail "MariaDB does not count its rows: the lines above say why"
