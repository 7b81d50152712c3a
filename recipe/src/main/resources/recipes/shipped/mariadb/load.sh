# The dump goes into a database of its own first, so that one that is cut off or refused changes
# nothing. Then its tables take the places of those that are there.
fresh=application_restored
end='-- Dump completed'

rm -f /run/snapfleet-dump-end
mariadb --execute="DROP DATABASE IF EXISTS ${fresh}; CREATE DATABASE ${fresh} CHARACTER SET utf8mb4"
tee >(tail --bytes=200 >/run/snapfleet-dump-end) | mariadb --default-character-set=utf8mb4 "${fresh}" ||
  fail "MariaDB refused the dump; its data is as before"
wait_until 10 test -s /run/snapfleet-dump-end || true
if ! grep --quiet --fixed-strings -e "${end}" /run/snapfleet-dump-end; then
  mariadb --execute="DROP DATABASE ${fresh}"
  fail "the dump is not whole: it ends without the line '${end}'; the data is as before"
fi

# Views, triggers, routines and events cannot move from one database to another.
fixed=$(mariadb --skip-column-names --execute="
  SELECT (SELECT COUNT(*) FROM information_schema.views WHERE table_schema = '${fresh}')
    + (SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = '${fresh}')
    + (SELECT COUNT(*) FROM information_schema.routines WHERE routine_schema = '${fresh}')
    + (SELECT COUNT(*) FROM information_schema.events WHERE event_schema = '${fresh}')")
mariadb --execute="DROP DATABASE IF EXISTS application; CREATE DATABASE application CHARACTER SET utf8mb4"
if [[ ${fixed} == 0 ]]; then
  moves=$(mariadb --skip-column-names --execute="
    SET SESSION group_concat_max_len = 16777216;
    SELECT COALESCE(GROUP_CONCAT('${fresh}.\`', table_name, '\` TO application.\`', table_name, '\`'), '')
    FROM information_schema.tables WHERE table_schema = '${fresh}'")
  [[ -z ${moves} ]] || mariadb <<<"SET FOREIGN_KEY_CHECKS = 0; RENAME TABLE ${moves}"
else
  mariadb-dump --routines --triggers --events --hex-blob --default-character-set=utf8mb4 "${fresh}" |
    mariadb --default-character-set=utf8mb4 application
fi
mariadb --execute="DROP DATABASE ${fresh}"
