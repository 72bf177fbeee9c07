// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, from little. */
class AtlasTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String VERDICT =
      """
      {"jdk": "17", "arch": "amd64", "cpus": 2, "level": "quick", "seconds": 3,
       "layers": [{"name": "JCStress", "ran": "1 test", "howFar": "7 samples", "seconds": 1.0,
                   "blindTo": "other hardware"}],
       "columns": {"tlc": {"title": "TLC", "counts": "steps", "bound": "all states"},
                   "stress": {"title": "JCStress", "counts": "samples", "bound": "level quick"}},
       "transitions": [{"id": "S8", "name": "wake", "says": "the awaited change happens",
                        "next": "woken", "visits": {"tlc": 0, "stress": 4321}, "required": ["tlc"]}],
       "properties": [{"id": "L1", "name": "flush returns", "says": "if errors end",
                       "visits": {"tlc": 9, "stress": 0}, "required": []}],
       "shortfalls": ["S8 was not visited by TLC"]}
      """;
  private static final String SLOT = "dev/sluice/sync/Slot.java";

  /** Where the trial of a mutant leaves what it has. */
  private static final String WORK = "models/mutants/target/mutants/001-send-wakes-nobody/";

  private static final String RECORDED =
      """
      {"name": "a <scenario>", "recordings": [{"outcome": "deadlock: </script> nobody",
        "threads": ["program", "flush task"], "words": ["slot"], "buffers": ["Buffer#1"],
        "breaks": 1, "frames": [
         {"thread": 0, "at": "Slot.send(Slot.java:130)", "does": "reads Slot#1.word",
          "words": ["empty"], "places": ["in hand, thread 0"]},
         {"thread": 1, "at": "Story.call(Story.java:1)", "does": "sets int[]#1[0] = 1",
          "words": ["empty"], "places": ["slot"]}]}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void verdict() throws IOException {
    write("verdict/verdict.json", VERDICT);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String page() throws IOException {
    Path page = folder.resolve("out/index.html");
    Folders build = Folders.ofBuild(Project.ROOT, START);
    Atlas.write(
        new Folders(
            build.kernel(),
            build.specs(),
            build.stressTests(),
            folder.resolve("models"),
            folder.resolve("stress"),
            folder.resolve("verdict"),
            START),
        page);
    return Files.readString(page);
  }

  @Test
  void theAtlasSaysWhatWasNotRun() throws IOException {
    String page = page();
    assertTrue(page.contains("1 shortfalls"), "a shortfall is on top");
    assertTrue(page.contains("S8 was not visited by TLC"));
    assertTrue(page.contains("The models were not run."));
    assertTrue(page.contains("The exploration of the real classes was not run."));
    assertTrue(page.contains("The mutants were not run."));
    assertFalse(page.contains("class=\"play\""), "nothing to play");
    assertFalse(page.contains("Exhausted <small>came to its end</small></h3>\n<ul>"));
  }

  @Test
  void theAtlasShowsCodeSpecVisitsAndMutantsOfAnId() throws IOException {
    write(
        "models/mutants/target/mutants.json",
        ("{'list': [{'id': '001-send-wakes-nobody', 'transitions': ['S8'], 'tried': false}]}")
            .replace('\'', '"'));
    String page = page();
    assertTrue(page.contains("<span class=\"tag not-run\">not run</span>"));
    String part = page.substring(page.indexOf("<article id=\"S8\""));
    part = part.substring(0, part.indexOf("</article>"));
    assertTrue(part.contains("4,321"), part);
    assertTrue(part.contains("LockSupport.unpark(receiver); // S8"), part);
    assertTrue(part.contains("S8_SenderUnparks"), part);
    assertTrue(part.contains("001-send-wakes-nobody"), part);
  }

  /** The runs name the module of their configuration; the action may stand in a part of it. */
  @Test
  void stepsOfAnActionAreCountedWhereverItsModuleHasIt() throws IOException {
    write("verdict/verdict.json", VERDICT.replace("\"S8\"", "\"T5\""));
    String run = "{'module': '%s', 'verdict': '%s', 'actions': {'T5_Written': {'generated': %d}}}";
    String runs =
        String.join(
            ",",
            run.formatted("FlushKernel", "COMPLETED", 1000),
            run.formatted("FlushKernel", "COMPLETED", 234),
            run.formatted("FlushKernel", "VIOLATED", 10000),
            run.formatted("Slot", "COMPLETED", 20000));
    write("models/specs/target/tlc.json", ("{'runs': [" + runs + "]}").replace('\'', '"'));
    write("models/scenarios/target/conformance.json", "{\"actions\": {\"T5_Written\": 56}}");
    String page = page();
    String part = page.substring(page.indexOf("<article id=\"T5\""));
    part = part.substring(0, part.indexOf("</article>"));
    String counted = "\\.tla:\\d+, 1,234 steps in the state graphs, 56 steps of accepted traces";
    assertTrue(Pattern.compile(counted).matcher(part).find(), part);
  }

  @Test
  void theAtlasCountsAsExhaustedOnlyWhatWas() throws IOException {
    String search =
        "{'name': '%s', 'search': 'reduced', 'park': 'exact', 'slot': 'real', 'schedules': %d,"
            + " 'exhausted': %b, 'seconds': 1, 'outcomes': {'01': 172}}";
    write(
        "models/scenarios/target/exploration.json",
        ("{'scenarios': ["
                + search.formatted("one that ended", 172, true)
                + ","
                + search.formatted("one that was stopped", 1000, false)
                + "]}")
            .replace('\'', '"'));
    String page = page();
    assertTrue(page.contains("every schedule of 1 scenarios"), "the one that ended");
    assertTrue(page.contains("172 schedules, one of all that differ only"));
    assertTrue(page.contains("one that was stopped, slot real: 1,000 schedules"));
  }

  @Test
  void aKilledMutantPlaysItsScheduleAndNoTextEndsTheScript() throws IOException {
    write(WORK + "schedule.json", RECORDED);
    write(WORK + "java/" + SLOT, Files.readString(KernelSources.HERE.resolve(SLOT)));
    write(
        "models/mutants/target/mutants.json",
        "{\"list\": [{\"id\": \"001-send-wakes-nobody\", \"tried\": true, \"killed\": true, \"finding\": \"deadlock\"}]}");
    String page = page();
    assertTrue(page.contains("data-film=\"001-send-wakes-nobody\""));
    assertTrue(page.contains("deadlock: <\\/script> nobody"));
    String films = page.substring(page.indexOf("id=\"films\">"));
    assertTrue(films.contains("[0,0,1,2,0,[3],[4]],[1,5,6,7,1,0,[8]]"), films.substring(0, 600));
    assertTrue(films.contains("\"Slot.java-130\""));
  }

  @Test
  void whatAnEarlierRunLeftIsNotShown() throws IOException {
    aKilledMutantPlaysItsScheduleAndNoTextEndsTheScript();
    for (String old : new String[] {WORK + "schedule.json", "models/mutants/target/mutants.json"}) {
      Path file = folder.resolve(old);
      Files.setLastModifiedTime(file, FileTime.from(START.minusSeconds(1)));
      assertFalse(page().contains("class=\"play\""), old);
    }
  }

  @Test
  void withoutAVerdictThereIsNoPage() throws IOException {
    Files.delete(folder.resolve("verdict/verdict.json"));
    IOException e = assertThrows(IOException.class, this::page);
    assertTrue(e.getMessage().startsWith("no verdict of this run"), e.getMessage());
    assertEquals(false, Files.exists(folder.resolve("out/index.html")));
  }
}
