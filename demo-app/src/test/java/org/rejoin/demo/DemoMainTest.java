package org.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoMainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-option",
        "--headless --kill e9",
        "--headless --plant no-such-plant",
        "--headless --orders no-such-file.csv --json",
        "--headless --orders",
        "--headless --seed x",
        "--json",
        "--headless --converge-within 0",
        "--port 70000",
        "surplus"
      })
  @DisplayName("bad usage ends with exit code 3, usage on standard error and nothing on output")
  void badUsage(String arguments) {
    PrintStream stderr = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code;
    try {
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      code = DemoMain.run(new PrintStream(out, true, StandardCharsets.UTF_8), arguments.split(" "));
    } finally {
      System.setErr(stderr);
    }
    assertThat(code).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: rejoin demo");
    assertThat(out.size()).isZero();
  }
}
