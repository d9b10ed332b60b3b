package wend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The predicate of eight nullable conditions as a rule of Drools: one record after the other is inserted into a session
 * that is kept, its rules are fired, and it is deleted again.
 *
 * <p>usage: Measure FOLDER REPETITIONS SECONDS; prints the JSON of Google Benchmark. The comparisons of DRL are false of
 * null, and its `!=` and `==` are Java's: what may be missing there is asked for.
 */
public final class Measure {
  private static final String RULE =
      """
      package wend;
      rule "matched" when
        Customer(t0 >= 100000, t1 < 900000, t2 > 20000, t3 in (1, 3, 4), t4 == true, t0 != t1, t5 < 700000, t6 == false)
      then
      end
      """;
  private static final double WARM_SECONDS = 5;

  private static KieSession session() {
    KieServices services = KieServices.Factory.get();
    KieBuilder builder =
        services.newKieBuilder(services.newKieFileSystem().write("src/main/resources/wend/rule.drl", RULE)).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) {
      throw new IllegalStateException(builder.getResults().toString());
    }
    return services.newKieContainer(services.getRepository().getDefaultReleaseId()).newKieSession();
  }

  private static List<Customer> read(Path file) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    List<Customer> customers = new ArrayList<>();
    for (String line : Files.readAllLines(file)) customers.add(mapper.readValue(line, Customer.class));
    return customers;
  }

  private static int judge(KieSession session, List<Customer> customers) {
    int matched = 0;
    for (Customer customer : customers) {
      FactHandle handle = session.insert(customer);
      matched += session.fireAllRules();
      session.delete(handle);
    }
    return matched;
  }

  private static Map<String, Object> measure(KieSession session, List<Customer> customers, double seconds) {
    long start = System.nanoTime();
    long elapsed = 0;
    int passes = 0;
    int matched = 0;
    for (; elapsed < seconds * 1e9; elapsed = System.nanoTime() - start) {
      matched = judge(session, customers);
      ++passes;
    }
    double each = (double) elapsed / ((double) passes * customers.size());
    return Map.of("name", "predicate", "run_type", "iteration", "real_time", each, "time_unit", "ns", "matched", matched);
  }

  public static void main(String[] arguments) throws Exception {
    List<Customer> customers = read(Path.of(arguments[0], "records.jsonl"));
    KieSession session = session();
    measure(session, customers, WARM_SECONDS);
    List<Map<String, Object>> benchmarks = new ArrayList<>();
    while (benchmarks.size() < Integer.parseInt(arguments[1])) {
      benchmarks.add(measure(session, customers, Double.parseDouble(arguments[2])));
    }
    new ObjectMapper().writeValue(System.out, Map.of("benchmarks", benchmarks));
  }
}
