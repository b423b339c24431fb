package cn.ruhu.desktop.kit;

import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sound by the platform's own lines.
final class MachineSound implements Sound {
  private static final Logger LOG = LoggerFactory.getLogger(MachineSound.class);

  private record Heard(TargetDataLine line) implements Microphone {
    @Override
    public int read(byte[] into) {
      int n = line.read(into, 0, into.length);
      return n == 0 && !line.isOpen() ? -1 : n;
    }

    @Override
    public void close() {
      line.stop();
      line.close();
    }
  }

  private record Said(SourceDataLine line) implements Speaker {
    @Override
    public void write(byte[] samples, int length) {
      int from = 0;
      while (from < length && line.isOpen()) from += line.write(samples, from, length - from);
    }

    @Override
    public void drain() {
      line.drain();
    }

    @Override
    public void close() {
      line.stop();
      line.flush();
      line.close();
    }
  }

  @Override
  public Optional<Microphone> microphone() {
    try {
      var line =
          (TargetDataLine) AudioSystem.getLine(new DataLine.Info(TargetDataLine.class, SPEECH));
      line.open(SPEECH);
      line.start();
      return Optional.of(new Heard(line));
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      LOG.info("no microphone: {}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public Optional<Speaker> speaker(AudioFormat format) {
    try {
      var line =
          (SourceDataLine) AudioSystem.getLine(new DataLine.Info(SourceDataLine.class, format));
      line.open(format);
      line.start();
      return Optional.of(new Said(line));
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      LOG.info("no loudspeaker: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
