package io.snapfleet.recipe.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of credentials, tokens, and variables that hold secrets, beside what only looks like it.
 */
class CredentialsTest {
  private static final String LETTERS = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6".repeat(4);
  private static final String HEX = "0123456789abcdef".repeat(4);

  private static Optional<String> found(String path, String text) {
    ImageFile file = new ImageFile(path, text);
    return CredentialFiles.in(file).or(() -> Tokens.in(file)).or(() -> Assignments.in(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/home/bob/.netrc | machine h login bob password p4ssw",
        "/home/bob/.git-credentials | https://bob:p4ss@example.org",
        "/home/bob/.config/git/credentials | https://bob:p4ss@example.org",
        "/srv/site/.git/config | url = https://bob:p4ss@git.example.org/x",
        "/root/.npmrc | //registry.npmjs.org/:_authToken=abc",
        "/root/.pypirc | password: abc",
        "/root/.config/pip/pip.conf | index-url = https://bob:p4ss@pypi.example.org/simple",
        "/home/bob/.aws/credentials | aws_secret_access_key = abc",
        "/home/bob/.docker/config.json | {\"auths\": {\"r\": {\"auth\": \"Ym9iOnA=\"}}}",
        "/root/.config/containers/auth.json | {\"auths\": {\"r\": {\"auth\": \"Ym9iOnA=\"}}}",
        "/home/bob/.config/gh/hosts.yml | oauth_token: abc",
        "/root/.config/doctl/config.yaml | access-token: abc",
        "/root/.config/hcloud/cli.toml | token = \"abc\"",
        "/home/bob/.kube/config | client-key-data: TFMw",
        "/var/lib/postgresql/.pgpass | localhost:5432:*:bob:p4ss",
        "/home/bob/.my.cnf | password=p4ss",
        "/root/.mylogin.cnf | x",
        "/root/.vault-token | abc",
        "/home/bob/.terraform.d/credentials.tfrc.json | {\"credentials\": {\"h\": {\"token\": \"a\"}}}",
        "/home/bob/.terraformrc | token = \"abc\"",
        "/home/bob/.s3cfg | secret_key = abc",
        "/home/bob/.config/rclone/rclone.conf | secret_access_key = abc",
        "/home/bob/.config/gcloud/application_default_credentials.json | {\"refresh_token\": \"a\"}",
        "/home/bob/.azure/msal_token_cache.json | {\"AccessToken\": {}}",
        "/home/bob/.gem/credentials | :rubygems_api_key: a",
        "/home/bob/.cargo/credentials.toml | token = \"a\"",
        "/home/bob/.m2/settings.xml | <password>a</password>",
        "/home/bob/.config/composer/auth.json | {\"github-oauth\": {\"github.com\": \"a\"}}",
        "/etc/apt/auth.conf.d/ours.conf | machine h login bob password p",
        "/etc/apt/sources.list.d/ours.list | deb https://bob:p4ss@apt.example.org stable main",
        "/var/lib/rabbitmq/.erlang.cookie | ABC",
        "/opt/app/server.p12 | x",
        "/opt/app/server.jks | x",
        "/home/bob/.gnupg/private-keys-v1.d/0.key | x"
      })
  void filesOfCredentials(String path, String text) {
    assertThat(found(path, text)).isPresent();
    assertThat(found(path.replaceFirst("/[^/]+$", "/notes.txt"), "nothing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/root/.npmrc | fund=false",
        "/root/.npmrc | //registry.npmjs.org/:_authToken=${NPM_TOKEN}",
        "/root/.docker/config.json | {\"auths\": {}, \"credsStore\": \"pass\"}",
        "/root/.my.cnf | [client] user=root",
        "/root/.aws/config | region = eu-central-1",
        "/root/.gitconfig | email = bob@example.org",
        "/etc/apt/sources.list | deb https://deb.debian.org/debian trixie main",
        "/usr/share/app/credentials | nothing",
        "/etc/hosts | 127.0.0.1 localhost"
      })
  void filesOfTheSameNameWithoutAny(String path, String text) {
    assertThat(found(path, text)).isEmpty();
  }

  private static String filled(String shape) {
    return shape
        .replace("LETTERS22", LETTERS.substring(0, 22))
        .replace("LETTERS34", "aBcDeFgHiJ".repeat(4).substring(0, 34))
        .replace("LETTERS35", LETTERS.substring(0, 35))
        .replace("LETTERS36", LETTERS.substring(0, 36))
        .replace("LETTERS40", LETTERS.substring(0, 40))
        .replace("LETTERS43", LETTERS.substring(0, 43))
        .replace("LETTERS82", LETTERS.substring(0, 82))
        .replace("HEX32", HEX.substring(0, 32))
        .replace("HEX40", HEX.substring(0, 40))
        .replace("HEX64", HEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghp_LETTERS36",
        "gho_LETTERS36",
        "ghs_LETTERS36",
        "github_pat_LETTERS82",
        "glpat-LETTERS22",
        "dop_v1_HEX64",
        "xoxb-123456789012-123456789012-LETTERS22",
        "sk_live_LETTERS22",
        "npm_LETTERS36",
        "pypi-AgELETTERS82",
        "AIzaLETTERS35",
        "hvs.LETTERS36",
        "SG.LETTERS22.LETTERS43",
        "shpat_HEX32",
        "hf_LETTERS34",
        "dckr_pat_LETTERS36",
        "pul-HEX40",
        "https://hooks.slack.com/services/T01234567/B01234567/LETTERS22",
        "id: AKIA2345ABCDEFGHIJKL key: LETTERS40"
      })
  void tokens(String shape) {
    String token = filled(shape);
    assertThat(found("/root/token.txt", token)).isPresent();
    assertThat(found("/opt/app/conf.json", "{\"it\":\"" + token + "\"}\n")).isPresent();
    assertThat(found("/opt/app/program", "\0\1" + token)).as("in a program").isEmpty();
    if (!token.startsWith("https") && !token.startsWith("id")) {
      assertThat(found("/opt/app/words", "a" + token)).as("within a word").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghp_short",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "glpat-short",
        "dop_v1_HEX40",
        "AIzaSy",
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
        "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "sk-something-else",
        "npm_config_cache=/tmp",
        "sha256:HEX64"
      })
  void whatIsNoToken(String shape) {
    assertThat(found("/root/notes.txt", filled(shape))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DIGITALOCEAN_TOKEN=0123456789abcdef",
        "PATH=/bin\nexport AWS_SECRET_ACCESS_KEY='abcdefghijklmnop'\n",
        "Environment=\"APP_PASSWORD=correct-horse\"",
        "DATABASE_URL=postgres://bob:p4ss@db.example.com/app",
        "define( 'DB_PASSWORD', 'x7Kq' );",
        "define('AUTH_KEY',         'x7Kq x7Kq');"
      })
  void variablesThatHoldSecrets(String text) {
    assertThat(found("/etc/environment", text)).isPresent();
    assertThat(found("/srv/app/.env.production", text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/app/README.md", "/srv/app/.env.example", "/usr/share/doc/x/setup"})
  void variablesInTextsThatSetNothing(String path) {
    assertThat(found(path, "DIGITALOCEAN_TOKEN=0123456789abcdef")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOKEN=$(cat /run/token)",
        "export TOKEN=\"${1:-}\"",
        "DB_PASSWORD=",
        "PRIVATE_KEY=/etc/ssl/private/site.key",
        "API_KEY=your-key-comes-here",
        "PASSWORD=changeme",
        "PUBLIC_KEY=0123456789abcdef",
        "HOME_URL=https://www.debian.org/",
        "if (TOKEN==something_long) {",
        "define( 'DB_PASSWORD', 'password_here' );",
        "define( 'AUTH_KEY',         'put your unique phrase here' );",
        "define( 'DB_PASSWORD', getenv( 'DB_PASSWORD' ) );"
      })
  void variablesThatDoNot(String text) {
    assertThat(found("/etc/default/app", text)).isEmpty();
  }

  @Test
  void aDatabaseOfTokensThatIsNoTextIsFoundByItsName() {
    assertThat(found("/root/.config/gcloud/credentials.db", "SQLite\0")).isPresent();
  }
}
