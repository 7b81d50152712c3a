# nginx, PHP-FPM and WordPress: Debian's package, or the files in SOURCE where one is given.
packages=(nginx php-fpm php-mysql php-gd php-curl php-xml php-mbstring php-zip php-intl)
if [[ -z ${SOURCE} ]]; then
  packages+=(php wordpress wordpress-theme-twentytwentythree)
  [[ ${SETTING_LANGUAGE} == en_US ]] || packages+=(wordpress-l10n)
fi
apt_install "${packages[@]}"
settle

php=$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
site=/usr/share/wordpress
content=/var/lib/wordpress
if [[ -n ${SOURCE} ]]; then
  site=/var/www/wordpress
  content=${site}
  unpack_source "${site}"
  [[ -f ${site}/wp-settings.php ]] ||
    fail "the application's source holds no WordPress: wp-settings.php is missing at its top"
  # Uploads are not part of the source: a new copy of it must not take them away.
  mkdir -p "${site}/wp-content/uploads" /var/lib/wordpress/uploads
  cp --recursive --no-clobber "${site}/wp-content/uploads/." /var/lib/wordpress/uploads
  chown --recursive www-data:www-data /var/lib/wordpress/uploads
  rm -r "${site}/wp-content/uploads"
  ln -s /var/lib/wordpress/uploads "${site}/wp-content/uploads"
  write_file "${site}/wp-config.php" <<'PHP'
<?php
// What differs between machines and fleets is in a file that is not part of the application.
if (!is_readable('/etc/wordpress/config-default.php')) {
    http_response_code(503);
    exit("not configured\n");
}
require '/etc/wordpress/config-default.php';
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
PHP
fi

write_file /usr/share/snapfleet/health.php <<'PHP'
<?php
// Answers 200 when this machine could serve a page: PHP runs and the database lets it in.
mysqli_report(MYSQLI_REPORT_OFF);
$healthy = false;
if (is_readable('/etc/wordpress/config-default.php')) {
    require '/etc/wordpress/config-default.php';
    $database = mysqli_init();
    $database->options(MYSQLI_OPT_CONNECT_TIMEOUT, 2);
    $healthy = @$database->real_connect(DB_HOST, DB_USER, DB_PASSWORD, DB_NAME);
}
http_response_code($healthy ? 200 : 503);
echo $healthy ? "ok\n" : "no database\n";
PHP

write_file /usr/share/snapfleet/wordpress.php <<'PHP'
<?php
// Acts on WordPress from the command line. Standard input holds the values, each ended by a NUL
// byte: site directory, site URL, then what the action wants.
$values = explode("\0", stream_get_contents(STDIN));
[$site, $url] = array_splice($values, 0, 2);
$_SERVER['HTTP_HOST'] = preg_replace('#^[a-z]+://([^/]*).*#', '$1', $url);
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_URI'] = '/';

function fail(string $reason): never
{
    echo "$reason\n";
    exit(1);
}

// WordPress would mail the password; there is no mail server, and it must not leave the store.
function wp_new_blog_notification(string $title, string $url, int $user, string $password): void
{
}

if ($argv[1] === 'initialise') {
    define('WP_INSTALLING', true);
}
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

function administrator(): ?WP_User
{
    return get_users(['role' => 'administrator', 'number' => 1, 'orderby' => 'ID'])[0] ?? null;
}

function initialise(string $title, string $name, string $mail, string $password, string $language): void
{
    if (get_option('snapfleet_initialised') === false) {
        if (!is_complete()) {
            install($title, $name, $mail, $password, $language);
        }
        update_option('snapfleet_initialised', '1');
    }
    update_option('blogname', $title);
    wp_upgrade();
}

// The tables alone prove nothing: an installation may have been cut off half-way.
function is_complete(): bool
{
    global $wpdb;
    return is_blog_installed() && administrator() !== null
        && (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->posts") > 0;
}

function install(string $title, string $name, string $mail, string $password, string $language): void
{
    $links = '/%postname%/';
    // Else WordPress finds out by calling its own URL, which need not be reachable from here.
    add_filter('pre_option_permalink_structure', fn () => $links);
    $foreign = $language === 'en_US' ? '' : $language;
    if ($foreign !== '') {
        // The first post and page are then in the site's language.
        load_default_textdomain($foreign);
        $GLOBALS['wp_locale'] = new WP_Locale();
    }
    wp_install($title, $name, $mail, true, '', $password, $foreign);
    update_option('permalink_structure', $links);
    $user = get_user_by('login', $name) ?: fail("WordPress made no user $name");
    wp_set_password($password, $user->ID);
}

function sample(string $title, string $text): void
{
    global $wpdb;
    $administrator = administrator() ?? fail('WordPress has not been initialised yet');
    wp_set_current_user($administrator->ID);
    $known = $wpdb->get_var($wpdb->prepare(
        "SELECT ID FROM $wpdb->posts WHERE post_type = 'post' AND post_status = 'publish' AND post_title = %s",
        $title
    ));
    if ($known !== null) {
        return;
    }
    $post = ['post_title' => $title, 'post_content' => $text, 'post_status' => 'publish'];
    $outcome = wp_insert_post(wp_slash($post), true);
    if (is_wp_error($outcome)) {
        fail('WordPress refused the post: ' . $outcome->get_error_message());
    }
}

match ($argv[1]) {
    'initialise' => initialise(...array_slice($values, 0, 5)),
    'sample' => sample(...array_slice($values, 0, 2)),
};
PHP

write_file /usr/share/snapfleet/site <<<"${site}"
write_file /usr/share/snapfleet/php-version <<<"${php}"
write_file /usr/share/snapfleet/never-cached <<<'/etc/wordpress/config-default.php'
write_file "/etc/php/${php}/fpm/conf.d/90-snapfleet.ini" <<'INI'
opcache.memory_consumption = 96
opcache.blacklist_filename = /usr/share/snapfleet/never-cached
; Compiled pages stay on disk, so that a machine booted from an image makes its first page quickly.
opcache.file_cache = /var/cache/php-opcache
expose_php = Off
INI
install -d -m 700 -o www-data -g www-data /var/cache/php-opcache
write_file /etc/nginx/snippets/snapfleet-php.conf <<CONF
include fastcgi.conf;
fastcgi_pass unix:/run/php/php${php}-fpm.sock;
fastcgi_read_timeout 60s;
CONF
write_file /etc/nginx/sites-available/snapfleet <<CONF
server {
  listen 80 default_server;
  server_name _;
  root ${site};
  index index.php index.html;
  absolute_redirect off;
  server_tokens off;
  include /etc/nginx/snapfleet.d/*.conf;

  location = /snapfleet-health {
    access_log off;
    include snippets/snapfleet-php.conf;
    fastcgi_param SCRIPT_FILENAME /usr/share/snapfleet/health.php;
  }
  location ~ /\\.(?!well-known/) { return 404; }
  location ^~ /wp-content/ {
    root ${content};
    expires 1h;
    location ~ ^/wp-content/uploads/.*\\.php\$ { return 404; }
    location ~ \\.php\$ {
      try_files \$uri =404;
      include snippets/snapfleet-php.conf;
    }
  }
  location ~ \\.php\$ {
    try_files \$uri =404;
    include snippets/snapfleet-php.conf;
  }
  location / { try_files \$uri \$uri/ /index.php?\$args; }
}
CONF
rm -f /etc/nginx/sites-enabled/default
ln -sfn ../sites-available/snapfleet /etc/nginx/sites-enabled/snapfleet

# Scheduled posts and clean-ups, which would otherwise run inside visitors' requests.
write_file /etc/systemd/system/snapfleet-wordpress-cron.service <<UNIT
[Unit]
Description=What WordPress has scheduled
ConditionPathExists=/etc/wordpress/config-default.php
[Service]
Type=oneshot
User=www-data
Environment=HTTP_HOST=localhost
ExecStart=/usr/bin/php ${site}/wp-cron.php
TimeoutStartSec=5min
UNIT
write_file /etc/systemd/system/snapfleet-wordpress-cron.timer <<'UNIT'
[Unit]
Description=What WordPress has scheduled, every five minutes
[Timer]
OnBootSec=3min
OnUnitActiveSec=5min
RandomizedDelaySec=1min
[Install]
WantedBy=timers.target
UNIT
write_file /etc/systemd/system/nginx.service.d/snapfleet.conf <<'UNIT'
[Service]
LogsDirectory=nginx
UNIT
systemctl daemon-reload
systemctl enable --quiet nginx.service "php${php}-fpm.service" snapfleet-wordpress-cron.timer
