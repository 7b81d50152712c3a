systemctl start nginx.service "php$(</usr/share/snapfleet/php-version)-fpm.service" \
  snapfleet-wordpress-cron.timer
