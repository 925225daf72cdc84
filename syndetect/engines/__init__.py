"""What finds candidate pairs: our own kernels, or datasketch as the reference they are measured against."""
