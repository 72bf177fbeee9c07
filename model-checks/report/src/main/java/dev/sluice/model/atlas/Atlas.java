// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.harness.KernelSources;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the atlas: one page with all that the checks of one run saw. */
public final class Atlas {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The state machines, by the letter of their ids. */
  private static final Map<String, String> MACHINES = new LinkedHashMap<>();

  static {
    MACHINES.put("H", "The handle");
    MACHINES.put("T", "The task");
    MACHINES.put("S", "The slot");
    MACHINES.put("G", "The gate");
    MACHINES.put("K", "The token");
  }

  /** A state machine and its picture. */
  record Machine(String name, String svg) {}

  /** A source of the kernel: its file, the link from the page to it, and its lines. */
  record Source(String file, String href, List<String> lines) {}

  private Atlas() {}

  /**
   * Writes the page.
   *
   * @param arguments the root of the project; when the build started, in ISO 8601; the page
   * @throws IOException if an input cannot be read, or the page cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Folders folders = Folders.ofBuild(Path.of(arguments[0]), Instant.parse(arguments[1]));
    write(folders, Path.of(arguments[2]));
  }

  /**
   * Writes the page.
   *
   * @throws IOException if an input cannot be read, or the page cannot be written
   */
  public static void write(Folders folders, Path page) throws IOException {
    JsonNode verdict = folders.read(folders.verdict().resolve("verdict.json"));
    if (verdict.isMissingNode()) {
      throw new IOException("no verdict of this run in " + folders.verdict() + ": write it first");
    }
    KernelSources kernel = KernelSources.read(folders.kernel());
    Code code = new Code(kernel);
    Films films = new Films();
    List<MutantParts.Part> mutants = MutantParts.all(folders, kernel, films);
    int counterExamples = films.size();
    List<ScenarioParts.Part> scenarios = ScenarioParts.all(folders, kernel, films);
    List<StressParts.Part> stress = StressParts.all(folders);

    Map<String, Object> model = new HashMap<>();
    model.put("verdict", plain(verdict));
    model.put("summary", plain(Summary.of(folders, verdict, scenarios)));
    model.put("machines", plain(machines(verdict)));
    model.put("ids", plain(new IdParts(folders, code, verdict).all(scenarios, stress, mutants)));
    model.put("scenarios", plain(scenarios));
    model.put("mutants", plain(mutants));
    model.put("counterExamples", counterExamples);
    model.put("sources", plain(sources(code, folders.kernel(), page)));
    model.put("films", films.json());
    model.put("style", resource("atlas.css"));
    model.put("script", resource("atlas.js"));
    Files.createDirectories(page.toAbsolutePath().getParent());
    try (Writer writer = Files.newBufferedWriter(page)) {
      templates().getTemplate("index.ftlh").process(model, writer);
    } catch (TemplateException e) {
      throw new IOException("the template of the atlas: " + e.getMessage(), e);
    }
  }

  private static List<Machine> machines(JsonNode verdict) throws IOException {
    Map<String, JsonNode> rows = new HashMap<>();
    verdict.path("transitions").forEach(row -> rows.put(row.path("id").asText(), row));
    Texts texts = Texts.read();
    List<Machine> machines = new ArrayList<>();
    for (Map.Entry<String, String> machine : MACHINES.entrySet()) {
      Map<String, Texts.Text> ids = new LinkedHashMap<>(texts.byId());
      ids.keySet().removeIf(id -> !id.startsWith(machine.getKey()) || !rows.containsKey(id));
      Picture picture = new Picture(ids, id -> IdParts.visits(rows.get(id)));
      machines.add(
          new Machine(
              machine.getValue(),
              picture.svg(machine.getValue() + ", its states and transitions")));
    }
    return machines;
  }

  private static List<Source> sources(Code code, Path root, Path page) {
    Path from = page.toAbsolutePath().normalize().getParent();
    List<Source> sources = new ArrayList<>();
    code.files()
        .forEach(
            (path, lines) -> {
              Path file = root.resolve(path).toAbsolutePath().normalize();
              String href = from.relativize(file).toString().replace('\\', '/');
              sources.add(new Source(Code.name(path), href, lines));
            });
    return sources;
  }

  /** Returns a value as the template needs it, in maps and lists. */
  private static Object plain(Object value) {
    return JSON.convertValue(value, new TypeReference<Object>() {});
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Atlas.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Atlas.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setLocale(Locale.US);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
