package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Witness;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Passes everything on, for tests that break one method.
abstract class ForwardingStore implements SyncStore {
  private final SyncStore to;

  ForwardingStore(SyncStore to) {
    this.to = to;
  }

  @Override
  public Place ask() throws StoreException {
    return to.ask();
  }

  @Override
  public Optional<Batch> pending(int maxOps, int maxBytes) throws StoreException {
    return to.pending(maxOps, maxBytes);
  }

  @Override
  public List<UUID> deferred() throws StoreException {
    return to.deferred();
  }

  @Override
  public boolean acknowledge(Place asked, Batch batch, PushReply reply) throws StoreException {
    return to.acknowledge(asked, batch, reply);
  }

  @Override
  public boolean apply(Place asked, PullReply page) throws StoreException {
    return to.apply(asked, page);
  }

  @Override
  public boolean resetLineage(Place asked, Witness now) throws StoreException {
    return to.resetLineage(asked, now);
  }

  @Override
  public boolean fork(Place asked) throws StoreException {
    return to.fork(asked);
  }

  @Override
  public List<PendingFile> pendingFiles() throws StoreException {
    return to.pendingFiles();
  }

  @Override
  public byte[] part(PendingFile file, long offset, int max) throws StoreException {
    return to.part(file, offset, max);
  }

  @Override
  public void fileAt(PendingFile file, long offset) throws StoreException {
    to.fileAt(file, offset);
  }

  @Override
  public List<WantedFile> wanted() throws StoreException {
    return to.wanted();
  }

  @Override
  public Taken fetched(WantedFile file, InputStream content) throws StoreException {
    return to.fetched(file, content);
  }

  @Override
  public void filesVerified(List<PendingFile> files) throws StoreException {
    to.filesVerified(files);
  }

  @Override
  public Waiting waiting() throws StoreException {
    return to.waiting();
  }
}
