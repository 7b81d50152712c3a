systemctl start nginx.service "php$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')-fpm.service" \
  snapfleet-wordpress-cron.timer
