# The front page as a visitor gets it: status 200 and the site's title. Before initialise.sh ran it is
# the page that offers to install WordPress.
host=${SITE_URL#*://}
host=${host%%/*}

page() {
  curl --silent --show-error --max-time 15 --header "Host: ${host}" \
    --header "X-Forwarded-Proto: ${SITE_URL%%://*}" --write-out '\n%{http_code}' "http://127.0.0.1$1" 2>&1 ||
    fail "nginx does not answer: $(state_of nginx.service)"
}

# Themes turn quotes and dashes into finer ones, and everything into entities.
contains_title() {
  [[ $1 == *"${SITE_TITLE}"* ]] && return
  printf '%s\0' "$1" "${SITE_TITLE}" | php -r '
    [$page, $title] = array_map(function ($text) {
        $plain = html_entity_decode($text, ENT_QUOTES | ENT_HTML5);
        $plain = strtr($plain, ["‘" => "\x27", "’" => "\x27", "“" => "\"", "”" => "\"", "…" => "...",
            "–" => "-", "—" => "-", "×" => "x", "′" => "\x27", "″" => "\""]);
        return preg_replace(["/-+/", "/\s+/u"], ["-", " "], $plain);
    }, explode("\0", stream_get_contents(STDIN)));
    exit(str_contains($page, $title) ? 0 : 1);'
}

answer=$(page /)
status=${answer##*$'\n'}
case ${status} in
  200)
    contains_title "${answer}" || fail "the front page does not hold the title ${SITE_TITLE}"
    ;;
  302)
    answer=$(page /wp-admin/install.php)
    [[ ${answer} == *'id="setup"'* || ${answer} == *'language-chooser'* ]] ||
      fail "the front page redirects, and not because WordPress waits for its installation"
    ;;
  *)
    [[ ${answer} == *'database connection'* ]] &&
      fail "WordPress cannot use its database at ${ADDRESSES_DATABASE%% *} (status ${status})"
    fail "the front page answers with status ${status} instead of 200"
    ;;
esac
