package cn.ruhu.desktop.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Sound;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Opening;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.SurveySession;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.Test;

/// A sound recorded over a line of our own; no machine of a build has a microphone.
class AudioControlTest extends DesktopTest {
  private SurveyModel model;
  private FormPane pane;
  private final Memory memory = new Memory();
  private boolean plugged = true;

  /// how often a microphone was asked
  private final AtomicInteger reads = new AtomicInteger();

  /// A microphone that hears one sound after another until it is closed.
  private final class Humming implements Sound.Microphone {
    private final Semaphore breath = new Semaphore(20);
    private volatile boolean closed;

    @Override
    public int read(byte[] into) {
      reads.incrementAndGet();
      breath.acquireUninterruptibly();
      return closed ? -1 : into.length;
    }

    @Override
    public void close() {
      closed = true;
      breath.release(1_000);
    }
  }

  private final class Memory extends NothingAttached {
    private final Map<String, byte[]> kept = new HashMap<>();

    @Override
    public Sound sound() {
      return new Sound() {
        @Override
        public Optional<Microphone> microphone() {
          return plugged ? Optional.of(new Humming()) : Optional.empty();
        }

        @Override
        public Optional<Speaker> speaker(AudioFormat format) {
          return Optional.empty();
        }
      };
    }

    @Override
    public BiConsumer<byte[], String> recorder(String path) {
      return (wav, name) -> {
        kept.put("sound.wav", wav);
        model.answer(path, "sound.wav");
      };
    }

    @Override
    public void read(String address, Consumer<byte[]> bytes) {
      bytes.accept(kept.get(address));
    }
  }

  @Override
  protected Parent open(Kit kit) {
    String xform =
        """
        <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
          <h:head><h:title>录音</h:title><model>
            <instance><data id="sound" version="1"><A><voice/></A><B><x/></B></data></instance>
            <bind nodeset="/data/A/voice" type="binary"/>
            <bind nodeset="/data/B/x" type="string"/></model></h:head>
          <h:body><group ref="/data/A"><label>口述</label>
            <upload ref="/data/A/voice" mediatype="audio/*"><label>口述录音</label></upload></group>
            <group ref="/data/B"><label>其余</label>
            <input ref="/data/B/x"><label>其他</label></input></group></h:body>
        </h:html>
        """;
    FormLoading loading = FormPackage.load(xform.getBytes(StandardCharsets.UTF_8));
    FormPackage form =
        assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString).form();
    var opening = Opening.of(List.of(), List.of(), Map.of());
    model =
        new SurveyModel(
            SurveySession.open(form, opening, new UUID(0, 1), kit.now(), _ -> {}), _ -> false);
    pane = new FormPane(kit, model, memory, () -> new UUID(0, 2));
    pane.getStyleClass().add("density-comfortable");
    return filling(pane);
  }

  private String value() {
    return model.session().question("/A/voice").map(Question::value).orElse("none");
  }

  private void fire(String id) {
    fx(() -> lookup(id).<ButtonBase>query().fire());
  }

  private String words() {
    return ask(() -> lookup("#q-voice-sound").<Labeled>query().getText());
  }

  @Test
  void whatIsRecordedIsTheAnswer() {
    fire("#q-voice-record");
    until("recording", () -> inSight(lookup("#q-voice-stop").query()));
    until("heard", () -> reads.get() >= 2);
    assertTrue(ask(model::waiting), "lines must not move meanwhile");
    pictures("forms-sound-recording");
    fire("#q-voice-stop");
    until("kept", () -> value().equals("sound.wav"));
    assertEquals('R', memory.kept.get("sound.wav")[0]);
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    fire("#q-voice-play");
    until("no loudspeaker", () -> words().contains("扬声器"));
    pictures("forms-sound");
  }

  @Test
  void aRecordingIsKeptWhenItsQuestionLeavesTheScreen() {
    fire("#q-voice-record");
    until("recording", () -> inSight(lookup("#q-voice-stop").query()));
    until("heard", () -> reads.get() >= 2);
    fx(() -> pane.next());
    until("kept", () -> value().equals("sound.wav"));
    until("ended", () -> !model.waiting());
  }

  @Test
  void withoutAMicrophoneAFileIsOffered() {
    plugged = false;
    fire("#q-voice-record");
    until("told", () -> words().contains("麦克风"));
    assertTrue(ask(() -> lookup("#q-voice-input").query().isFocused()));
    pictures("forms-sound-none");
  }
}
