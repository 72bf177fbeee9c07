// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.MuxCollector;
import org.openjdk.jcstress.infra.collectors.SerializedBufferCollector;
import org.openjdk.jcstress.infra.grading.ConsoleReportPrinter;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.PresetRegularTopology;
import org.openjdk.jcstress.os.topology.TopologyParseException;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * Runs a plan by JCStress's own executor, in another process.
 *
 * <p>JCStress's main program does not run a test that has more actors than the machine has
 * processors, and does not say so. On JDK 17 it also runs each test twice, for biased locking. So
 * this class makes the configurations. They have as many processors, real or not, as the largest
 * test needs, and bind no thread to a processor.
 */
final class Harness {

  private Harness() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    StressPlan plan = StressPlan.read(directory);
    checkKernel();
    int processors = Runtime.getRuntime().availableProcessors();
    int places =
        plan.tests().stream().mapToInt(StressPlan.Planned::actors).reduce(processors, Math::max);

    Options options = options(plan);
    VMSupport.initFlags(options);
    if (!VMSupport.c1Available() || !VMSupport.c2Available()) {
      throw new IllegalStateException("this JVM lacks a compiler: the plan counts on C1 and C2");
    }

    Scheduler scheduler = new Scheduler(topology(places), places);
    List<TestConfig> configs = new ArrayList<>();
    for (StressPlan.Planned test : plan.tests()) {
      TestInfo info = TestList.getInfo(test.name());
      SchedulingClass unbound =
          scheduler.scheduleClasses(info.threads(), places, AffinityMode.NONE).get(0);
      for (Level.Jvm jvm : plan.level().jvms()) {
        for (int mode : plan.level().compilations(jvm, info.threads())) {
          configs.add(new TestConfig(options, info, 0, jvm.args(), mode, unbound));
        }
      }
    }
    Collections.shuffle(configs);
    execute(directory, options, scheduler, configs);
  }

  /**
   * Checks the path of the kernel. With a wrong path the real kernel would be tested, and not the
   * one under test.
   */
  private static void checkKernel()
      throws ReflectiveOperationException, URISyntaxException, IOException {
    Path from =
        Path.of(
            Class.forName("dev.sluice.sync.Slot")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    System.out.println("Kernel under test: " + from);
    String wanted = System.getProperty("kernel");
    if (wanted != null && !from.toRealPath().equals(Path.of(wanted).toRealPath())) {
      throw new IllegalStateException("the kernel under test is not there: " + wanted);
    }
  }

  private static void execute(
      Path directory, Options options, Scheduler scheduler, List<TestConfig> configs)
      throws IOException {
    ConsoleReportPrinter console =
        new ConsoleReportPrinter(options, new PrintWriter(System.out, true), configs.size());
    try (Results.Writer writer = new Results.Writer(directory)) {
      SerializedBufferCollector sink =
          new SerializedBufferCollector(MuxCollector.of(console, writer));
      TestExecutor executor = new TestExecutor(options.verbosity(), sink, scheduler);
      console.setExecutor(executor);
      executor.runAll(configs);
      sink.close();
    }
    console.printFinishLine();
  }

  private static PresetRegularTopology topology(int places) {
    try {
      return new PresetRegularTopology(1, places, 1);
    } catch (TopologyParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Options options(StressPlan plan) throws IOException {
    Options options =
        new Options(
            new String[] {
              "-iters",
              Integer.toString(plan.iterations()),
              "-time",
              Integer.toString(plan.millis()),
              "-strideSize",
              Integer.toString(plan.level().pass().stride),
              "-strideCount",
              Integer.toString(plan.level().pass().strides),
              "-sc",
              Boolean.toString(plan.level().split()),
              "-spinStyle",
              "THREAD_YIELD", // an actor that spins would keep the other from the processor
              "-af",
              "NONE",
              "-pth",
              "false"
            });
    if (!options.parse()) {
      throw new IllegalStateException("JCStress refused its options");
    }
    return options;
  }
}
