'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Area, ComposedChart, Customized, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { progressOf, scopeOf, STATES, STATE_STYLES } from '../../lib/migration';
import { StateSwatch } from '../board/state-swatch';
import { count, percent, shortWeek } from '../ui/format';
import { flagsOf, frameOf, labelledWeeks, type Course } from './course';
import { patternId, Patterns } from './patterns';

export function StateExplorer({ course }: { course: Course }) {
  return <p>{course.current}</p>;
}
