package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.RecordChange;
import java.util.List;

/// An act that was done: what it carried, the application's stage, the event. One atomic op.
public record Performed(List<RecordChange> changes) implements Outcome {
  public Performed {
    changes = List.copyOf(changes);
  }
}
