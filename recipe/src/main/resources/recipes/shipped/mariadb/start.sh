systemctl start mariadb.service
wait_until 60 mariadb --execute='SELECT 1' ||
  fail "MariaDB did not answer within 60 s: $(state_of mariadb.service)"
