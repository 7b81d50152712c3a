# Where the database is, the credentials, the URL and the title. Nothing is restarted for these: PHP
# reads the file anew in every request.
[[ -n ${ADDRESSES_DATABASE} ]] || fail "the fleet has no database machine that WordPress could use"
php=$(</usr/share/snapfleet/php-version)

quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\\\'}"
}

# What makes a drill's site silent: WordPress sends no mail and calls nobody.
silence=
mail=
if [[ ${DRILL} == yes ]]; then
  silence="define('WP_HTTP_BLOCK_EXTERNAL', true);
\$GLOBALS['wp_filter']['pre_wp_mail'][10]['snapfleet'] = [
    'function' => fn () => false,
    'accepted_args' => 1,
];"
  mail='php_admin_value[sendmail_path] = /bin/true'
fi

write_file /etc/wordpress/config-default.php 640 root:www-data <<PHP
<?php
define('DB_NAME', 'application');
define('DB_USER', 'application');
define('DB_PASSWORD', '${SECRET_DATABASE_PASSWORD}');
define('DB_HOST', '${ADDRESSES_DATABASE%% *}');
define('DB_CHARSET', 'utf8mb4');
define('AUTH_KEY', '${SECRET_AUTH_KEY}');
define('SECURE_AUTH_KEY', '${SECRET_SECURE_AUTH_KEY}');
define('LOGGED_IN_KEY', '${SECRET_LOGGED_IN_KEY}');
define('NONCE_KEY', '${SECRET_NONCE_KEY}');
define('AUTH_SALT', '${SECRET_AUTH_SALT}');
define('SECURE_AUTH_SALT', '${SECRET_SECURE_AUTH_SALT}');
define('LOGGED_IN_SALT', '${SECRET_LOGGED_IN_SALT}');
define('NONCE_SALT', '${SECRET_NONCE_SALT}');
// The site moves with the fleet: its address and title come from the fleet file.
define('WP_HOME', $(quoted "${SITE_URL}"));
define('WP_SITEURL', WP_HOME);
define('SNAPFLEET_TITLE', $(quoted "${SITE_TITLE}"));
\$GLOBALS['wp_filter']['pre_option_blogname'][10]['snapfleet'] = [
    'function' => fn () => htmlspecialchars(SNAPFLEET_TITLE, ENT_QUOTES),
    'accepted_args' => 1,
];
// Machines are alike because their files come from one image; a timer runs what is scheduled.
define('DISALLOW_FILE_MODS', true);
define('WP_AUTO_UPDATE_CORE', false);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
${silence}
if ((\$_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') {
    \$_SERVER['HTTPS'] = 'on';
}
PHP

CHANGED=no
write_file "/etc/php/${php}/fpm/pool.d/zz-snapfleet.conf" <<POOL
[www]
pm = dynamic
pm.max_children = ${SETTING_PHP_WORKERS}
pm.start_servers = 2
pm.min_spare_servers = 1
pm.max_spare_servers = 2
php_admin_value[upload_max_filesize] = ${SETTING_UPLOAD_LIMIT}
php_admin_value[post_max_size] = ${SETTING_UPLOAD_LIMIT}
${mail}
POOL
if [[ ${CHANGED} == yes ]]; then
  systemctl try-reload-or-restart "php${php}-fpm.service"
fi

CHANGED=no
write_file /etc/nginx/snapfleet.d/fleet.conf <<CONF
client_max_body_size ${SETTING_UPLOAD_LIMIT};
set_real_ip_from ${NETWORK};
real_ip_header X-Forwarded-For;
CONF
if [[ ${CHANGED} == yes ]]; then
  systemctl try-reload-or-restart nginx.service
fi
