// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each stress test of the kernel. */
public final class StressChecks implements Checks {

  /** The file that JCStress's annotation processor writes, with a line for each test. */
  private static final String STRESS_TESTS = "META-INF/TestList";

  private static final Pattern STRESS_TEST = Pattern.compile("(?m)^JCTEST(\\d+)S(.*)");

  private static final Pattern STRESS_ID = Pattern.compile("S\\d+");

  @Override
  public Layer layer() {
    return Layer.STRESS;
  }

  @Override
  public Optional<Check> parse(List<String> words) {
    return words.size() == 1 ? Optional.of(new StressCheck(words.get(0))) : Optional.empty();
  }

  @Override
  public List<Check> all() throws IOException {
    URL list = StressChecks.class.getClassLoader().getResource(STRESS_TESTS);
    if (list == null) {
      throw new IOException("the stress tests are not on the class path");
    }
    List<Check> tests = new ArrayList<>();
    try (InputStream in = list.openStream()) {
      Matcher line = STRESS_TEST.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (line.find()) {
        String name = line.group(2).substring(0, Integer.parseInt(line.group(1)));
        Matcher id = STRESS_ID.matcher(name.substring(name.lastIndexOf('.') + 1));
        if (id.lookingAt()) { // the gate's own samples are not checks of the kernel
          tests.add(new StressCheck(id.group()));
        }
      }
    }
    return tests;
  }
}
