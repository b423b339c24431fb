package cn.ruhu.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Knows the requests under way and, once the server closes, lets no new one in. Thread-safe.
public final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private int running;
  private boolean closing;

  /// @return false when the server is closing; else [#leave] must follow
  boolean enter() {
    lock.lock();
    try {
      if (closing) return false;
      running++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      running--;
      if (running == 0) empty.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody in any more and waits for those who are in.
  ///
  /// @param most longest wait
  /// @return requests that were still under way when it was over
  public int close(Duration most) {
    lock.lock();
    try {
      closing = true;
      long left = most.toNanos();
      while (running > 0 && left > 0) left = empty.awaitNanos(left);
      return running;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return running;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the server is about to end.
  public boolean closing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /// For work between requests: waits a little.
  ///
  /// @throws InterruptedException when the server is about to end
  public void rest(long millis) throws InterruptedException {
    if (closing()) throw new InterruptedException();
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  /// Requests under way.
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }
}
