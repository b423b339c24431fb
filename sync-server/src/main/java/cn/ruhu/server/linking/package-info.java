/// Ties the people of the cases to the district's registry, and raises what follows from it. Start
/// at `Linking`.
@NullMarked
package cn.ruhu.server.linking;

import org.jspecify.annotations.NullMarked;
