package io.snapfleet.recipe.scan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells files of credentials by the names that programs give them, and by what must be in them. */
final class CredentialFiles {
  /** A value that stands there, rather than the name of a variable that has it. */
  private static final String VALUE = "[ \\t]*[=:][ \\t]*[\"']?[^\\s\"'${<]";

  private static final Pattern ANYTHING = Pattern.compile("\\S");
  private static final Pattern LOGIN = Pattern.compile("\\bpassword\\s+\\S");
  private static final Pattern URL = Pattern.compile(Assignments.URL_WITH_PASSWORD);

  private static final Set<String> KEY_STORES =
      Set.of("p12", "pfx", "jks", "keystore", "kdbx", "keytab");

  private static final Map<String, List<Rule>> RULES =
      Stream.of(
              rule(".netrc", "\\bpassword\\s+\\S", "passwords of servers"),
              rule("_netrc", "\\bpassword\\s+\\S", "passwords of servers"),
              rule(".authinfo", "\\bpassword\\s+\\S", "passwords of servers"),
              rule(".git-credentials", "passwords of Git servers"),
              rule("git/credentials", "passwords of Git servers"),
              url(".git/config", "the password of a Git server"),
              url(".gitconfig", "the password of a Git server"),
              rule(".config/gh/hosts.yml", "oauth_token" + VALUE, "a token of GitHub"),
              rule(".config/hub", "oauth_token" + VALUE, "a token of GitHub"),
              rule(".config/glab-cli/config.yml", "\\btoken" + VALUE, "a token of GitLab"),
              rule(".npmrc", "(_authToken|_auth|_password)" + VALUE, "a token of npm"),
              rule("npmrc", "(_authToken|_auth|_password)" + VALUE, "a token of npm"),
              rule(".yarnrc.yml", "npmAuth(Token|Ident)" + VALUE, "a token of npm"),
              rule(".pypirc", "\\bpassword" + VALUE, "credentials of a Python index"),
              url("pip.conf", "credentials of a Python index"),
              rule(".gem/credentials", "credentials of RubyGems"),
              rule(".bundle/config", "BUNDLE_\\w+" + VALUE + "\\S*:", "credentials of RubyGems"),
              rule(".cargo/credentials", "\\btoken" + VALUE, "a token of crates.io"),
              rule(".cargo/credentials.toml", "\\btoken" + VALUE, "a token of crates.io"),
              rule(".m2/settings.xml", "<password>[^<$]", "credentials of a Maven repository"),
              rule(
                  ".gradle/gradle.properties",
                  "(?i)(password|token|secret)" + VALUE,
                  "credentials of a Gradle build"),
              rule(".composer/auth.json", "\"[^\"]*\"\\s*:\\s*\"", "credentials of Composer"),
              rule("composer/auth.json", "\"[^\"]*\"\\s*:\\s*\"", "credentials of Composer"),
              rule("NuGet.Config", "(ClearText)?Password\"\\s+value=\"[^\"%]", "keys of NuGet"),
              rule(".aws/credentials", "aws_(secret|session)\\w*" + VALUE, "credentials of AWS"),
              rule(".aws/config", "aws_(secret|session)\\w*" + VALUE, "credentials of AWS"),
              rule(".boto", "(secret_access_key|refresh_token)" + VALUE, "credentials of a cloud"),
              rule(".s3cfg", "secret_key" + VALUE, "credentials of an object store"),
              rule(".passwd-s3fs", "credentials of an object store"),
              rule("rclone.conf", "\\b(\\w*pass|\\w*token|\\w*key)" + VALUE, "keys of rclone"),
              rule(".config/doctl/config.yaml", "access-token" + VALUE, "a token of DigitalOcean"),
              rule(".config/hcloud/cli.toml", "\\btoken" + VALUE, "a token of Hetzner"),
              rule(".config/linode-cli", "\\btoken" + VALUE, "a token of Linode"),
              rule("gcloud/credentials.db", "credentials of Google Cloud"),
              rule("gcloud/access_tokens.db", "credentials of Google Cloud"),
              rule(
                  "gcloud/application_default_credentials.json",
                  "\"(refresh_token|private_key)\"",
                  "credentials of Google Cloud"),
              rule(".azure/accessTokens.json", "\"\\w+\"", "tokens of Azure"),
              rule(".azure/msal_token_cache.json", "\"\\w+\"", "tokens of Azure"),
              rule(".docker/config.json", registry(), "credentials of a container registry"),
              rule(".dockercfg", registry(), "credentials of a container registry"),
              rule("containers/auth.json", registry(), "credentials of a container registry"),
              rule(".kube/config", cluster(), "credentials of a Kubernetes cluster"),
              rule("kubeconfig", cluster(), "credentials of a Kubernetes cluster"),
              rule("kubernetes/admin.conf", cluster(), "credentials of a Kubernetes cluster"),
              rule("rancher/k3s/k3s.yaml", cluster(), "credentials of a Kubernetes cluster"),
              rule(".vault-token", "a token of Vault"),
              rule(".terraformrc", "\\btoken" + VALUE, "credentials of Terraform"),
              rule("credentials.tfrc.json", "\"token\"", "credentials of Terraform"),
              rule(".pulumi/credentials.json", "\"accessToken", "credentials of Pulumi"),
              rule(".vault_pass", "a password of Ansible's vault"),
              rule(".vault_pass.txt", "a password of Ansible's vault"),
              rule(".fly/config.yml", "access_token" + VALUE, "a token of Fly"),
              rule(".circleci/cli.yml", "\\btoken" + VALUE, "a token of CircleCI"),
              rule(".config/stripe/config.toml", "_api_key" + VALUE, "a key of Stripe"),
              rule(".pgpass", "(?m)^[^#\\s][^:]*:.*:\\S", "passwords of a database"),
              rule(".my.cnf", "(?m)^\\s*password" + VALUE, "the password of a database"),
              rule("mysql/debian.cnf", "(?m)^\\s*password" + VALUE, "the password of a database"),
              rule(".mylogin.cnf", "passwords of a database"),
              rule(".smbcredentials", "password" + VALUE, "a password of a file server"),
              rule(".davfs2/secrets", "(?m)^[^#\\s]+\\s+\\S+\\s+\\S", "passwords of file servers"),
              rule(".msmtprc", "(?m)^\\s*password\\s+\\S", "the password of a mail server"),
              rule(".fetchmailrc", "pass(word)?\\s+\\S", "the password of a mail server"),
              rule("rndc.key", "secret\\s+\"", "a key of the name server"),
              rule(".erlang.cookie", "the cookie of an Erlang cluster"),
              rule("systemd/credential.secret", "the key of the machine's credentials"))
          .collect(Collectors.groupingBy(Rule::name));

  private CredentialFiles() {}

  /** A file whose path ends so, and in which there is such a text, holds this. */
  private record Rule(String ending, Pattern needed, String what) {
    String name() {
      return ending.substring(ending.lastIndexOf('/') + 1);
    }

    boolean fits(ImageFile file) {
      return file.path().endsWith("/" + ending) && needed.matcher(file.text()).find();
    }
  }

  static Optional<String> in(ImageFile file) {
    String name = file.name();
    if (KEY_STORES.contains(name.substring(name.lastIndexOf('.') + 1)) && name.indexOf('.') >= 0) {
      return Optional.of("a store of keys");
    }
    if (file.path().contains("/private-keys-v1.d/") && name.endsWith(".key")) {
      return Optional.of("a private key");
    }
    if (file.path().startsWith("/etc/apt/")) {
      return packageServer(file);
    }
    return RULES.getOrDefault(name, List.of()).stream()
        .filter(rule -> rule.fits(file))
        .map(Rule::what)
        .findFirst();
  }

  private static Optional<String> packageServer(ImageFile file) {
    Pattern needed = file.path().startsWith("/etc/apt/auth.conf") ? LOGIN : URL;
    return needed.matcher(file.text()).find()
        ? Optional.of("the password of a package server")
        : Optional.empty();
  }

  private static Rule rule(String ending, String what) {
    return new Rule(ending, ANYTHING, what);
  }

  private static Rule rule(String ending, String needed, String what) {
    return new Rule(ending, Pattern.compile(needed), what);
  }

  private static Rule url(String ending, String what) {
    return new Rule(ending, URL, what);
  }

  private static String registry() {
    return "\"(auth|identitytoken|registrytoken|password)\"\\s*:\\s*\"[^\"]";
  }

  private static String cluster() {
    return "(client-key-data|\\btoken|\\bpassword)" + VALUE;
  }
}
