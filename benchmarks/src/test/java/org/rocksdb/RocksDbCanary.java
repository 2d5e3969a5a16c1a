package org.rocksdb;

/** Stands for RocksDB, which is no dependency yet. */
public final class RocksDbCanary {}
