package io.snapfleet.recipe.scan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells tokens by what their issuers begin them with, and by their length. */
final class Tokens {
  private static final String MODELS = "a provider of language models";

  private static final List<Rule> RULES =
      Stream.of(
              rule("gh", "[pousr]_[A-Za-z0-9]{36,255}", "GitHub"),
              rule("github_pat_", "[A-Za-z0-9_]{60,255}", "GitHub"),
              rule("glpat-", "[A-Za-z0-9_.-]{20,}", "GitLab"),
              rule("gl", "(rt|dt|ptt|cbt|ft|soat|imt|agent)-[A-Za-z0-9_.-]{20,}", "GitLab"),
              rule("dop_v1_", "[a-f0-9]{64}", "DigitalOcean"),
              rule("doo_v1_", "[a-f0-9]{64}", "DigitalOcean"),
              rule("dor_v1_", "[a-f0-9]{64}", "DigitalOcean"),
              rule("AIza", "[A-Za-z0-9_-]{35}", "Google"),
              rule("GOCSPX-", "[A-Za-z0-9_-]{28}", "Google"),
              rule("ya29.", "[A-Za-z0-9_-]{40,}", "Google"),
              rule("xox", "[abeoprs]-(?=[A-Za-z0-9-]{0,80}[0-9])[A-Za-z0-9-]{20,}", "Slack"),
              rule("xapp-", "[0-9]-[A-Za-z0-9-]{30,}", "Slack"),
              rule(
                  "hooks.slack.com/services/",
                  "T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,}",
                  "Slack"),
              rule("sk_live_", "[A-Za-z0-9]{16,}", "Stripe"),
              rule("rk_live_", "[A-Za-z0-9]{16,}", "Stripe"),
              rule("whsec_", "[A-Za-z0-9]{32,}", "Stripe"),
              rule("npm_", "[A-Za-z0-9]{36}", "npm"),
              rule("pypi-", "AgE[A-Za-z0-9_-]{50,}", "PyPI"),
              rule("rubygems_", "[a-f0-9]{48}", "RubyGems"),
              rule("dckr_pat_", "[A-Za-z0-9_-]{27,}", "Docker"),
              rule("hvs.", "[A-Za-z0-9_-]{24,}", "Vault"),
              rule("hvb.", "[A-Za-z0-9_-]{24,}", "Vault"),
              rule("pul-", "[a-f0-9]{40}", "Pulumi"),
              rule("SG.", "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}", "SendGrid"),
              rule("xkeysib-", "[a-f0-9]{64}-[A-Za-z0-9]{16}", "Brevo"),
              rule("shp", "(at|ca|pa|ss)_[a-fA-F0-9]{32}", "Shopify"),
              rule("sk-", "(ant|proj)-[A-Za-z0-9_-]{40,}", MODELS),
              rule("sk-", "[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}", MODELS),
              rule("hf_", "[A-Za-z]{34}", "Hugging Face"),
              rule("tskey-", "(auth|api|client)-[A-Za-z0-9-]{20,}", "Tailscale"),
              rule("glsa_", "[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}", "Grafana"),
              rule("dp.pt.", "[A-Za-z0-9]{43}", "Doppler"),
              rule("ATATT3", "[A-Za-z0-9_=-]{100,}", "Atlassian"))
          .toList();

  /** By the character they begin with. */
  private static final List<List<Rule>> BEGINNING = byBeginning();

  private static final Pattern AWS_ID = Pattern.compile("\\b(AKIA|ASIA)[A-Z2-7]{16}\\b");
  private static final Pattern AWS_KEY =
      Pattern.compile("(?<![A-Za-z0-9/+=])(?=[a-z0-9/+]*[A-Z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])");
  private static final Pattern STAND_IN = Pattern.compile("(?i)example|x{6}|\\*{3}");

  private Tokens() {}

  private record Rule(String beginning, Pattern rest, String issuer) {
    boolean fits(String text, int at) {
      if (!text.startsWith(beginning, at)) {
        return false;
      }
      Matcher matcher = rest.matcher(text).region(at + beginning.length(), text.length());
      return matcher.useTransparentBounds(true).lookingAt()
          && !STAND_IN.matcher(matcher.group()).find();
    }
  }

  static Optional<String> in(ImageFile file) {
    if (!file.isText()) {
      return Optional.empty();
    }
    String text = file.text();
    char before = ' ';
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      if (!isOfWord(before)) {
        Optional<String> found = at(text, at);
        if (found.isPresent()) {
          return found;
        }
      }
      before = one;
    }
    return hasAwsKey(text) ? Optional.of("a key of AWS") : Optional.empty();
  }

  private static Optional<String> at(String text, int at) {
    for (Rule rule : BEGINNING.get(text.charAt(at) & 0xff)) {
      if (rule.fits(text, at)) {
        return Optional.of("a token of " + rule.issuer());
      }
    }
    return Optional.empty();
  }

  /** The id alone opens nothing; the key beside it has no beginning of its own. */
  private static boolean hasAwsKey(String text) {
    return (text.contains("AKIA") || text.contains("ASIA"))
        && AWS_ID.matcher(text).find()
        && AWS_KEY.matcher(text).results().anyMatch(key -> !STAND_IN.matcher(key.group()).find());
  }

  private static Rule rule(String beginning, String rest, String issuer) {
    return new Rule(beginning, Pattern.compile(rest + "(?![A-Za-z0-9])"), issuer);
  }

  private static List<List<Rule>> byBeginning() {
    return IntStream.range(0, 256)
        .mapToObj(one -> RULES.stream().filter(rule -> rule.beginning().charAt(0) == one).toList())
        .toList();
  }

  private static boolean isOfWord(char one) {
    return (one >= 'a' && one <= 'z')
        || (one >= 'A' && one <= 'Z')
        || (one >= '0' && one <= '9')
        || one == '_';
  }
}
