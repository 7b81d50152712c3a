units=(nginx.service "php$(</usr/share/snapfleet/php-version)-fpm.service")
# In a drill nothing that is scheduled runs.
if [[ ${DRILL} == yes ]]; then
  systemctl stop snapfleet-wordpress-cron.timer snapfleet-wordpress-cron.service
else
  units+=(snapfleet-wordpress-cron.timer)
fi
systemctl start "${units[@]}"
