/// What a household reports as changed (变更申报, DOMAIN §2.6): what each kind asks, which papers go
/// with it, where it leads, from which month it works, and what it writes into the file. Pure: the
/// day and new ids are handed in.
@NullMarked
package cn.ruhu.casefile.change;

import org.jspecify.annotations.NullMarked;
