package cn.ruhu.server.registry;

/// Lets others have the database for a while. An embedded database has one writer, and whoever
/// waits for it looks again only now and then: between two transactions that follow at once it
/// would never get its turn.
@FunctionalInterface
public interface Pause {
  void take() throws InterruptedException;
}
