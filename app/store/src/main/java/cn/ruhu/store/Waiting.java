package cn.ruhu.store;

/// What has not reached the district.
///
/// @param ops not yet answered
/// @param opBytes their bytes before compression
/// @param files kept files named by an op and without a receipt
/// @param fileBytes what is left to send of them
/// @param oldest device time of the oldest such op, milliseconds since 1970, 0 for none
public record Waiting(int ops, long opBytes, int files, long fileBytes, long oldest) {}
