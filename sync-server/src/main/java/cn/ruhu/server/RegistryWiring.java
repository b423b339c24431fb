package cn.ruhu.server;

import cn.ruhu.casefile.linking.Linker;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.district.DecisionStaging;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.http.Gate;
import cn.ruhu.server.linking.Linking;
import cn.ruhu.server.registry.Pause;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.server.registry.RegistryRows;
import cn.ruhu.server.registry.Snapshots;

/// What works on the district's registry.
record RegistryWiring(
    RegistryImport registry, Snapshots snapshots, Linking linking, DecisionStaging staging) {
  /// What it stands on.
  record Ground(Database database, Vault vault, Feed feed, Audit audit, Gate gate) {}

  static RegistryWiring of(Ground on, Wiring.Surroundings around) {
    var clock = around.clock();
    Pause pause = () -> on.gate().rest(Limits.REGISTRY_PAUSE_MS);
    return new RegistryWiring(
        new RegistryImport(on.database(), on.vault(), on.audit(), clock, Limits.registry(), pause),
        new Snapshots(
            new Snapshots.Parts(
                on.database(), on.vault(), on.audit(), clock, around.random(), pause),
            Limits.snapshots(around.cost())),
        new Linking(
            new Linking.Parts(
                on.database(),
                new RegistryRows(on.database(), on.vault()),
                on.feed(),
                on.audit(),
                clock,
                pause),
            Linker.Bounds.WORKING),
        new DecisionStaging(on.database(), clock));
  }
}
