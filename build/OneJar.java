import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Puts what is in several jars into one: the JVM looks for resources and for the providers of
 * services in every jar of its class path, and opening seventy took a tenth of a short command.
 *
 * <p>Of files with one name the first is taken, as on a class path; but the providers of a service
 * are listed together, and licences stay beside each other, each in a directory named as its jar.
 *
 * <p>Called with the jar to make and those to take from.
 */
final class OneJar {
  /** What holds for one jar alone: its manifest, index, module and signatures. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|.*\\.(SF|RSA|DSA|EC))"
              + "|(.*/)?module-info\\.class");
  private static final Pattern SERVICE = Pattern.compile("META-INF/services/.+");
  private static final Pattern LICENCE =
      Pattern.compile("META-INF/((LICENSE|NOTICE|DEPENDENCIES)[^/]*)", Pattern.CASE_INSENSITIVE);

  private final JarOutputStream made;
  private final Set<String> names = new HashSet<>();
  private final Map<String, ByteArrayOutputStream> services = new TreeMap<>();

  private OneJar(JarOutputStream made) {
    this.made = made;
  }

  public static void main(String[] arguments) throws IOException {
    List<Path> paths = Arrays.stream(arguments).map(Path::of).toList();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    try (JarOutputStream made =
        new JarOutputStream(Files.newOutputStream(paths.getFirst()), manifest)) {
      OneJar one = new OneJar(made);
      for (Path jar : paths.subList(1, paths.size())) {
        one.take(jar);
      }
      one.listServices();
    }
  }

  private void take(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      for (JarEntry entry : jar.stream().toList()) {
        try (InputStream content = jar.getInputStream(entry)) {
          take(path, entry.getName(), content);
        }
      }
    }
  }

  private void take(Path jar, String name, InputStream content) throws IOException {
    if (LEFT_OUT.matcher(name).matches()) {
      return;
    }
    if (SERVICE.matcher(name).matches()) {
      ByteArrayOutputStream providers =
          services.computeIfAbsent(name, service -> new ByteArrayOutputStream());
      content.transferTo(providers);
      providers.write('\n');
    } else {
      String licence = LICENCE.matcher(name).replaceFirst("META-INF/" + jar.getFileName() + "/$1");
      add(licence, content);
    }
  }

  private void add(String name, InputStream content) throws IOException {
    if (names.add(name)) {
      made.putNextEntry(new JarEntry(name));
      content.transferTo(made);
      made.closeEntry();
    }
  }

  private void listServices() throws IOException {
    for (Map.Entry<String, ByteArrayOutputStream> service : services.entrySet()) {
      made.putNextEntry(new JarEntry(service.getKey()));
      service.getValue().writeTo(made);
      made.closeEntry();
    }
  }
}
