package cn.ruhu.journeys.simulation;

import cn.ruhu.store.Disk;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/// Stands between a program and its database and ends the program behind one statement, or lets one
/// statement fail. Counts every statement that runs, and every begin, savepoint and commit.
final class Cut {
  enum How {
    /// the statement is done, and nothing after it ever again
    DEAD,
    /// the statement is not done; the program goes on
    FAILED
  }

  private static final Set<String> STATEMENTS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");
  private static final Set<String> STEPS =
      Set.of("commit", "setSavepoint", "releaseSavepoint", "setAutoCommit");
  private static final Set<String> ENDS = Set.of("close", "abort", "isClosed");

  private final List<Connection> open = new ArrayList<>();
  private How how = How.DEAD;
  private long at = Long.MAX_VALUE;
  private long seen;
  private boolean dead;
  private boolean struck;

  /// From now on the `nth` statement, counted from 1, is the one.
  void arm(long nth, How way) {
    at = nth;
    how = way;
    seen = 0;
    struck = false;
  }

  /// No statement is the one any more.
  void disarm() {
    at = Long.MAX_VALUE;
  }

  /// Whether the statement came.
  boolean struck() {
    return struck;
  }

  /// What a dead program leaves open is closed by the system, which commits nothing.
  void bury() throws SQLException {
    for (Connection connection : open) connection.close();
    open.clear();
    dead = false;
  }

  /// A disk whose databases end so.
  Disk disk() {
    Disk real = Disk.real();
    return new Disk() {
      @Override
      public Output create(Path file) throws IOException {
        return real.create(file);
      }

      @Override
      public void replace(Path from, Path to) throws IOException {
        real.replace(from, to);
      }

      @Override
      public Connection connect(Path database) throws SQLException {
        return over(real.connect(database));
      }
    };
  }

  UnaryOperator<DataSource> source() {
    return real ->
        proxy(
            DataSource.class,
            (_, method, args) -> {
              Object result = call(real, method, args);
              return result instanceof Connection connection ? over(connection) : result;
            });
  }

  private Connection over(Connection real) {
    open.add(real);
    return proxy(Connection.class, (_, method, args) -> through(real, method, args, STEPS));
  }

  private Object through(Object real, Method method, Object[] args, Set<String> counted)
      throws Throwable {
    String name = method.getName();
    if (dead && !ENDS.contains(name)) throw new SQLException("the program is dead");
    boolean step = counted.contains(name);
    if (step) {
      seen++;
      if (seen == at && how == How.FAILED) {
        struck = true;
        throw new SQLException("the statement failed");
      }
    }
    Object result = call(real, method, args);
    if (step && seen == at && how == How.DEAD) {
      struck = true;
      dead = true;
      throw new SQLException("the program ends here");
    }
    if (result instanceof PreparedStatement statement)
      return proxy(PreparedStatement.class, (_, m, a) -> through(statement, m, a, STATEMENTS));
    if (result instanceof Statement statement)
      return proxy(Statement.class, (_, m, a) -> through(statement, m, a, STATEMENTS));
    return result;
  }

  private static Object call(Object real, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(real, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
