package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real process in the place of a vendor's decoder.
@Timeout(30)
final class PortraitProgramTest {
  private static Optional<RawBlock> decode(String manner) {
    byte[] coded = new byte[1024];
    coded[0] = 42;
    return new PortraitProgram(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StubPortraitMain.class.getName(),
                manner))
        .decode(RawBlock.of(coded));
  }

  @Test
  void pictureOfTheProgramComesAsItIs() {
    assertEquals(Optional.of(RawBlock.of(StubPortraitMain.bmp((byte) 42))), decode("ok"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash", "hang", "lies", "much"})
  void crashHangLieAndFloodGiveNoPortrait(String manner) {
    assertEquals(Optional.empty(), decode(manner));
  }

  @Test
  void programThatIsNotThereGivesNoPortrait() {
    var missing = new PortraitProgram(List.of("/no/such/decoder"));
    assertEquals(Optional.empty(), missing.decode(RawBlock.of(new byte[1024])));
  }
}
