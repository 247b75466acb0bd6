System.Console.WriteLine("usage: XnaiControl.Bench (tmpfs)");
