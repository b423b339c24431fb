package cn.ruhu.server;

import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A ledger whose first transaction stops at one call until it is let on: two transactions meet in
/// the order a test wants.
final class Gate implements Ledger {
  private final Ledger inner;
  private final String call;
  private final boolean after;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  private Gate(Ledger inner, String call, boolean after) {
    this.inner = inner;
    this.call = call;
    this.after = after;
  }

  /// Stops before the first call of a method of the rows.
  static Gate before(EmbeddedServer server, String call) {
    return new Gate(server.wiring().database.ledger(), call, false);
  }

  /// Stops when the first call of a method of the rows has its answer.
  static Gate after(EmbeddedServer server, String call) {
    return new Gate(server.wiring().database.ledger(), call, true);
  }

  /// Waits until somebody stands at the gate.
  void reached() throws InterruptedException {
    if (!arrived.await(30, TimeUnit.SECONDS)) throw new AssertionError("nobody came to " + call);
  }

  void open() {
    open.countDown();
  }

  @Override
  public <T> T write(Work<T> work) throws StorageException {
    return inner.write(rows -> work.in(guarded(rows)));
  }

  @Override
  public <T> T read(Work<T> work) throws StorageException {
    return inner.read(work);
  }

  @SuppressWarnings("unchecked")
  private <R> R guarded(R rows) {
    Class<?>[] faces = rows.getClass().getInterfaces();
    return (R)
        Proxy.newProxyInstance(
            Gate.class.getClassLoader(),
            faces,
            (proxy, method, args) -> {
              boolean mine = method.getName().equals(call);
              if (mine && !after) pause();
              @Nullable Object answer;
              try {
                method.setAccessible(true);
                answer = method.invoke(rows, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (mine && after) pause();
              boolean more = answer != null && answer.getClass().getName().endsWith("Rows");
              return more ? guarded(answer) : answer;
            });
  }

  private void pause() throws InterruptedException {
    if (arrived.getCount() == 0) return;
    arrived.countDown();
    if (!open.await(30, TimeUnit.SECONDS)) throw new AssertionError("the gate stayed shut");
  }
}
