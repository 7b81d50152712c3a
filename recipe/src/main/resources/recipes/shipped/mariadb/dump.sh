# The tables as they are when the transaction begins; the application goes on writing. The last line
# of a whole dump says that it is. Each row has a line of its own, and is counted as it passes.
mariadb-dump --single-transaction --quick --routines --triggers --events --hex-blob \
  --default-character-set=utf8mb4 application | LC_ALL=C awk '
  { print }
  /^CREATE TABLE `/ { split($0, part, "`"); rows[part[2]] += 0 }
  /^INSERT INTO `/ { split($0, part, "`"); table = part[2] }
  table != "" {
    if (/^\(/) rows[table]++
    if (substr($0, length($0)) == ";") table = ""
  }
  END { for (table in rows) print "rows", table, rows[table] > "/dev/stderr" }' ||
  fail "MariaDB could not be dumped: the lines above say why"
